"""What the site offers for download: its data as JSON and CSV, with a schema."""
