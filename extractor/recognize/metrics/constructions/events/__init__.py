"""What happened to people: accidents, courts, matches, distances."""
