"""Claims about one metric, held against one another: which agree, which changed, which cannot both be true."""
