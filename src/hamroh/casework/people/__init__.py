"""Who somebody is, kept apart from what happened: the identity vault, safe contact, and the plain profile.

*Person*: a key, nothing more, outside this room. Names are sealed under the person's own key; each field group is a
table of its own, visible only after a door opened that group for that person.
"""
