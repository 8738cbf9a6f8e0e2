"""The case: one person's work file, its team, tasks with clocks, and timeline. A case is a code everywhere.

*Team*: the people who may open it; rank opens nothing. *Task*: one thing that waits, with a due moment from the mechanism.
*Timeline entry*: what happened, on the person's strand (she decided) or the organisations' strand (they did).
"""
