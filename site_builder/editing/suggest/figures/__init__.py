"""Figures: what a number measures, whose it is, and of when."""
