"""Existing registers: the tables that offices kept before, brought over once, undone as a whole while nobody has worked on it.

*Upload*: the file of an office, sealed until it is settled and then destroyed. *Import*: one act, all rows or none.
*Known headings*: how this organisation's columns and words were understood, remembered for its next file.
"""
