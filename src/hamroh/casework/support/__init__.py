"""Needs, health notes, where somebody stays, and services received.

*Service record*: what a provider gave; it belongs to the provider, on its own ground, and outlives a withdrawal.
*Caretaker*: who looks after the safety plan or the medication when sharing ends.
"""
