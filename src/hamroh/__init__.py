"""Hamroh: the open National Referral Mechanism for victims of trafficking in persons, as software."""

__version__ = "0.1.0"
