"""Finds names, times and amounts in a text, without knowing any registry; the only user of spaCy."""
