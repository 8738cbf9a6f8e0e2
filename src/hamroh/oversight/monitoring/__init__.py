"""Clocks and stuck work of the whole mechanism, as figures without cases or persons.

*Work figure*: how many of one step wait at one organisation, by lateness band. A job counts; readers see only the counts.
"""
