"""What extraction finds; the types stand outside, so that reading them loads no spaCy."""

from site_builder.findings import Amount, Extraction, Label, Mention, Rank, TimeExpression

__all__ = ["Amount", "Extraction", "Label", "Mention", "Rank", "TimeExpression"]
