"""Identification: answers to indicators, what the rule shows, and the decision a person takes with reasons.

It promises that indicators support and never decide, and that the software never says somebody was not harmed.
"""
