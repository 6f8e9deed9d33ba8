"""Captures an article into the project: its text, a file of the article and the beginning of an annotation.

The only user of trafilatura, ftfy and charset-normalizer; loaded only where the command `add` runs.
"""
