"""Reads: telephones, what waits, and how long it has waited."""
