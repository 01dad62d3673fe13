"""What a sentence holds: numbers and quantities, counted nouns, dates, speakers, metrics."""
