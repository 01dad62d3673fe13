"""What was done to what is counted, and by whom."""
