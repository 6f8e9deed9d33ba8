"""Other events, statements, and records that trigger words of a vocabulary tell of."""
