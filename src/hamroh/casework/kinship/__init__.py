"""Whom somebody belongs to: a child's guardian or representative and path; families; groups harmed together.

*Guardian*: who cares for a child by birth or law. *Representative*: who was appointed to speak for a child. *Suspected*: may
have had a part in what happened; such a person is asked nothing, told nothing, and gets nothing. *Age stated* and *age
assessed* stand apart; a case follows the child's path until an assessed age, with reasons, is decided on by a supervisor.
*Group*: cases that share facts. What a person decides or fears is never copied from one case to another.
"""
