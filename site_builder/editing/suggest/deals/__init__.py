"""Arms deals: whom and what frames of these look for, and what is proposed of them."""
