"""Registers that offices have: a table with their own headings and words in, cases of ours out, faults by cell before.

Nothing is written here. Which column is what, a person says; the platform only proposes.
"""
