"""A sentence as the metric grammar sees it: what its words are, what stands aside, what governs a figure."""
