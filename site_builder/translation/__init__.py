"""The language of a site: its messages, numbers, months and lists in other languages than English."""
