"""Build a cross-linked research website from an annotated corpus of news articles."""

__version__ = "0.1.0"
