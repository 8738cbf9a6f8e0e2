"""What is told of kinship on the timeline, where other rooms look for it."""

FEARED = "guardian.suspected"
CLEARED = "guardian.cleared"
