"""Pages for those who watch the mechanism: figures and clocks, never a person."""
