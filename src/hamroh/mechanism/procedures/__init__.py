"""Limits and clocks: from a limit of the mechanism and a starting moment to the moment something is due."""
