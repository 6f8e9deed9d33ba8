"""What a change does to the site, how far annotators agree, how good extraction is; lists of problems."""
