"""OpenRosa: what ODK Collect and its kin speak. Forms out, filled forms in; the telephone shows its token in the address.

Written after the OpenRosa 1.0 documents (form list, form submission, requests) and what ODK Central does; no code of
theirs. Addresses with a token are never logged: see `conf/logs.py`.
"""
