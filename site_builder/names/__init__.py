"""The forms of names, in any spelling and script, and the word lists that rules share."""
