"""Views and site to bytes: pages, data files, schemas."""
