"""Commands that write people's files."""
