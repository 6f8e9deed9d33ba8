"""The published tables in the forms that other tools open: CSV, SQLite, workbooks and the rest."""
