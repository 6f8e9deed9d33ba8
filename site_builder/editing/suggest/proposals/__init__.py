"""Proposals as values, what their fields hold, and which of them need not be made."""
