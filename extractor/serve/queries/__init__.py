"""What the pages ask the database: plain SQL on one read-only SQLite connection, each answer bounded in size."""
