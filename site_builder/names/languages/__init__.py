"""What a language is: a folder of word lists, endings and frames under `words/`, named by its code."""
