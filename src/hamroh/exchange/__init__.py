"""Formats in which other systems speak to this one."""
