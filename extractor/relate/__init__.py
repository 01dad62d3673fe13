"""Joining what was recognised: which date governs, what is measured, what is a claim."""
