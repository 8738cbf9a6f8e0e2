"""KoboToolbox: records of the same forms, pulled from its data API or read from its JSON file, and taken like a telephone's.

Each is known by its number (`_uuid`), so bringing it over again changes nothing. Nothing is ever written there.
"""
