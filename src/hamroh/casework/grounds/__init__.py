"""On what ground something may leave the file, and what has left. No ground, no referral.

*Ground*: consent (purpose, recipient, field groups, language, mode, proof, expiry) or another recorded reason.
*Withdrawal* ends sharing at once. *Disclosure*: one line for each time something left: what, to whom, on which ground.
"""
