"""MkDocs, the checks of the finished site, the swap, the preview."""
