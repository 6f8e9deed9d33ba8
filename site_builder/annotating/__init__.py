"""The page in which an article is annotated: another editor of the same files, with the same checks."""
