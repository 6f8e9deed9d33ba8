"""Files on disk and in git: read without following a link, written all or none."""
