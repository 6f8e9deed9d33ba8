"""What the site offers for download: its data as JSON, with a schema."""

from site_builder.exports.data import CORPUS, SCHEMA, corpus_data, export, json_bytes
from site_builder.exports.schema import schema

__all__ = ["CORPUS", "SCHEMA", "corpus_data", "export", "json_bytes", "schema"]
