"""Visits and meetings: whom frames of these look for, and what is proposed of them."""
