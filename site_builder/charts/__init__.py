"""Geometry of the site's pictures: plain numbers and words that templates write as SVG."""
