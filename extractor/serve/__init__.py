"""The fact-checker's pages: a read-only site on the claims database, on datasette, in Arabic, French and English."""
