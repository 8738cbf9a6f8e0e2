"""Steps and their clocks: from a limit of the mechanism and a starting moment to the moment something is due; what can
start and stop a clock; and for whom a step holds. Pure: values in, answers out.
"""
