"""What the site offers for download: its data as JSON, with a schema."""

from site_builder.output.exports.corpus_json import CORPUS, SCHEMA, corpus_data, export
from site_builder.output.exports.corpus_schema import corpus_schema
from site_builder.output.exports.json_and_csv import json_bytes

__all__ = ["CORPUS", "SCHEMA", "corpus_data", "corpus_schema", "export", "json_bytes"]
