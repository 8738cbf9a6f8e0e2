"""Formal status: applied for only at the person’s wish, decided by the authority; and the time to recover and reflect.

*Application*: what the team sends on an agreement of its own, with a list of evidence. *Decision*: of the authority or its
panel, with reasons; reviewed by other people than the first. *Reflection*: time without conditions. None of it gates help:
referrals and support do not know this room.
"""
