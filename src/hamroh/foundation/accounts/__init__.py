"""Sign-in: a person's account, password, second factor, sessions. It knows no organisation and no role.

Its words: a *second factor* (the six figures of an authenticator app), a *step* (the thirty seconds for which such a
code stands), a *recovery code* (stands in for a lost telephone, once), a *round* (all sessions of an account up to the
next "sign out everywhere"), the *demo mark* (what a database says of itself when its passwords are published).

It promises that a code works once whatever number of servers there is, that no secret lies readable in the database or
can be moved to another account, and that a lost password is given anew by people, never by mail.
"""
