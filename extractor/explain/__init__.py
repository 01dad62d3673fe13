"""A page with everything that was seen on it: chrome, claims, dates, numbers refused, and the rule of each."""
