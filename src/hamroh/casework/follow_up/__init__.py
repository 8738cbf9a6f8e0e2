"""How the person is afterwards, and how a case ends.

*Attempt*: somebody tried to reach the person, as the agreed safe contact allows. *Visit*: they met or spoke; how things
are in each area, how the person found the help, when they meet again. *Closing*: one asks for it, with a reason; another,
who supervises, approves it or sends it back. Visits may go on after a case was closed; nothing else is written then.
"""
