"""What several reports say of one event or deal, merged field by field."""
