"""The vocabulary of permissions and field groups, and what the database is told about who acts.

A *permission* is `resource:verb`. A *field group* is a part of a file that is shared, or not, as a whole.
Promise: without an actor there are zero rows, and inside a case nothing is visible until a door opened it.
"""
