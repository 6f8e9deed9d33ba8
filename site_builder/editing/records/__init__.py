"""Records of an annotation changed as text: only the lines that must change do."""
