"""Proposals as YAML, in annotations and in the registry."""
