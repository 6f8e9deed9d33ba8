"""What stands in a captured text: where its body lies, where quotes stand, what is found in it."""
