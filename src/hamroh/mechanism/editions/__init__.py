"""The recorded mechanism as a numbered edition. Cases pin the edition they were opened under: its limits, forms and words.

Members, services and territories are dated facts for all cases; the edition is a document that never changes once numbered.
"""
