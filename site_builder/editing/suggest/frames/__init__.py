"""The frames at work: sentences read by the patterns, in English and other languages."""
