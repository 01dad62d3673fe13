"""Of what and of whom a figure tells: its subject, the doer, the owner, the cause."""
