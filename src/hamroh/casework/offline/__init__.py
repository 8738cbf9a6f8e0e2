"""Work without a network in the browser: which devices keep forms, and whether they still may.

*Device*: one browser of one person, set up to keep forms; it proves itself by a *secret* that only it holds, of which we
keep a mark. *Contact*: the device asks whether it may keep what it has; the answer is *keep*, *wipe*, or *unknown*. It needs
no session, so that a telephone whose holder can no longer sign in is told all the same.

Promises: what is filled in stays sealed on the device until it is sent; the server never learns the passphrase; nothing
is overwritten before a person has chosen between two answers.
"""
