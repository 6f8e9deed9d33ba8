"""What a clause tells: who does what to whom, where and when, and whether it happened."""
