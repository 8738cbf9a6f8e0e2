"""A person's own page, opened with a card: no sign-in, no mark, one address, one thing a screen.

All screens stand at one address and are asked for by POST, so that no history tells which were read. Every answer has one of
few sizes. Nothing here says what the platform is for.
"""
