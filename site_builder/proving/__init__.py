"""What a captured text proves: where its body lies, where quotes stand, what is found in it."""
