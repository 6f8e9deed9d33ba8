"""What changed in the data from commit to commit, as git's history tells it."""
