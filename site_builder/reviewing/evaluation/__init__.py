"""Measures extraction on annotated text, prints the tables and writes them to docs/evaluation.md.

`python -m site_builder.reviewing.evaluation CORPORA RAW [SCHEDULER]`: the folder with `gum-news`,
`meantime`, `wikinews` and `pages`, the folder with the captured articles, and the address of a Dask scheduler
on whose cluster texts are read (without one, processes of this machine do it). Run from the project's root.
"""
