"""Ids resolved, reports merged into events, everything cross-linked: the site as data."""
