"""Organisations of the mechanism, their life in it, and the people who act for them.

*Organisation*: a member. *Standing*: applied, admitted, suspended or ended; each change is a dated row with who decided and
on what paper. *Post*: one person acting in one role for one organisation, from a date, perhaps until another.
*Focal point*: whoever manages an organisation's people; the *deputy* may do the same. *Agreement*: a protocol, a code or a
memorandum in a numbered version, which every member signs. *Cascade*: what a suspension sets going beyond this room.

It promises that a member's people lose everything at the click after a suspension, and that nobody gives, changes or takes
rights of their own.
"""
