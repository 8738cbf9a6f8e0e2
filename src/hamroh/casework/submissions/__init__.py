"""What was collected on telephones and elsewhere, and has to find its way into a case.

*Device*: one telephone of one colleague at one organisation, known by a token that is shown once. *Submission*: one filled
form as it was sent (ODK: instance), sealed. *Taken*: it became an answer in a case. *Quarantine*: it could not be taken
yet, and somebody is told. *Encryption key*: with its public half a telephone encrypts, the private half may stay away.

It promises that what was received with a 201 is on disk, that nothing sent is ever lost or quietly changed, that the same
thing sent twice is one thing, and that a telephone never does more than its owner may today.
"""
