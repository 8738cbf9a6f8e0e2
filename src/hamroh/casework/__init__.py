"""One person's passage through the mechanism."""
