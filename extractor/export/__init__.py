"""Claims out of the pipeline or the database: JSON lines, CSV, Parquet, schema.org."""
