"""Justice, kept apart from the rest of a file: statements, proceedings, protection, non-punishment, compensation, lawyer.

Help never depends on it. Nothing of it stands on the case's timeline, among its tasks, in lists or on its paper; whoever may
not open it is not told whether anything stands there. What a person told is not repeated here: a statement is logged, not
written down.
"""
