"""At what something stands: levels, changes, measures, shares, ranks."""
