"""The pages: a request → what the queries answer → a template."""
