"""The assistance plan: what the person wants to reach, the steps to it, and who takes them until when.

*Goal*: in the person's own words, with the need that it answers. *Step*: what is done, by whom, until which day; once the
plan is in force it waits in the one list of tasks. *Agreement*: the person's yes to exactly this version, and how it was
given. A version that was agreed is never changed: a change makes a new draft, agreed and approved again. Nobody approves
what they wrote.
"""
