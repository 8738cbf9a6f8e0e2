"""Organisations of the mechanism and the people who act for them.

*Organisation*: a member. *Post*: one person acting in one role for one organisation, from a date, perhaps until another.
"""
