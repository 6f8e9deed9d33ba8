"""A text as sentences of tokens: words, names, times, amounts and arms."""
