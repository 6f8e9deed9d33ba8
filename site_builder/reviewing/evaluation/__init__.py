"""Measures extraction on annotated text, prints the tables and writes them to docs/evaluation.md.

`python -m site_builder.reviewing.evaluation CORPORA RAW`: the folder with `gum-news` and `wikinews`, and the
folder with the captured articles. Run from the project's root.
"""
