"""Names and fixed values of sign-in."""

DEMO_MARK = "hamroh demo"
"""What the comment on a database says when everything in it is invented and its passwords are published."""

DEMO_PASSWORD = "walk-with-me-2026"  # noqa: S105  (published on purpose, on the page of ready sign-ins)

STEP = 30
"""Seconds for which one code of a second factor stands (RFC 6238)."""

CODES_IN_ALL = 10
"""Recovery codes given at once."""
