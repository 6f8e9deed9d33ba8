"""The published data as tables that join: what each is, and the rows that everything gives to it."""
