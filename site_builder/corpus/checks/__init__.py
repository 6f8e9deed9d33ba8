"""Checks of the corpus as a whole: ids, dates, names, words and what must make sense together."""
