"""Case conferences: who sat, who left the room for what, what was said and decided, who does what by when.

*Participant*: somebody who sat; from outside only on a ground that covers what was discussed. *Item*: one point of the agenda,
in sealed words, kept from whoever was asked to leave the room for it. *Action*: what somebody took upon themselves.
"""
