"""Sealed values: AES-256-GCM under a key of the person's own, kept outside the case database.

*Subject key*: one key per person, wrapped by the keyring, a file in the key store; destroying it erases the person,
from backups of the database as well. A sealed value is bound to its table, column and row: moved elsewhere it does not open.
"""
