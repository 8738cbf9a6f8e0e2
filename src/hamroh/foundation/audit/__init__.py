"""The record of who did, or saw, what. Append-only: the application can add to it and never change it.

*Entry*: one act or one look. A look is each opened case or field group, each search, each export; a list is one entry.
"""
