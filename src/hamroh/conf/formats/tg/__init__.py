"""Formats of one language; Django reads `formats.py`."""
