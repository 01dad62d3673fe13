"""The claims database: its tables, its migrations, and the load that may be repeated and killed."""
