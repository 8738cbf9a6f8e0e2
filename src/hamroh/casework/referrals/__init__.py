"""Referrals: offer, answer, outcome, feedback between two organisations.

It promises that a referral moves only as the published states allow, and only by the side that may.
"""
