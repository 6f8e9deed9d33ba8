"""What the site offers for download: its data as JSON, with a schema."""

from site_builder.output.exports.data import CORPUS, SCHEMA, corpus_data, export
from site_builder.output.exports.schema import schema
from site_builder.output.exports.written import json_bytes

__all__ = ["CORPUS", "SCHEMA", "corpus_data", "export", "json_bytes", "schema"]
