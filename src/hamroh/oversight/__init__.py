"""Whether the mechanism works: figures and clocks, never a person."""
