"""Whom names, roles, pronouns and common nouns of a text mean."""
