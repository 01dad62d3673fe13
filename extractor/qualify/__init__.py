"""What qualifies a quantity: its bound, its modality."""
