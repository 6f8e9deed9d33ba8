"""What files may say, what can be wrong with them, and the values in them."""
