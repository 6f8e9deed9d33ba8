"""Strict reading of the hand-written files: bytes in, typed records with their places out."""

from site_builder.corpus.source.articles import ParsedArticle, read_article
from site_builder.corpus.source.one_walk import Leaf
from site_builder.corpus.source.reading import read_entries, read_yaml
from site_builder.corpus.source.records import Parsed
from site_builder.corpus.source.renaming import Renaming, renamed

__all__ = [
    "Leaf",
    "Parsed",
    "ParsedArticle",
    "Renaming",
    "read_article",
    "read_entries",
    "read_yaml",
    "renamed",
]
