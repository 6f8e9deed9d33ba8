"""The hand-written files, read strictly and checked, as one corpus."""
