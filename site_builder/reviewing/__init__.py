"""What a change does to the site, how good extraction is, how problems are listed."""
