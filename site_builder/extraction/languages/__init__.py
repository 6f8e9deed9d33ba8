"""Rules for languages besides English: each is a folder of word lists and frames under `words/`."""
