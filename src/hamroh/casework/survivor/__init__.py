"""A person's own page: what they agreed to, who got what, what comes next; and a way to say stop, wrong, or badly done.

*Door*: the page, opened with a card and a PIN; off until the risk of the door itself was weighed for this person. *Card*: a
code on paper that says nothing; one at a time, a new one kills the old. *PIN*: chosen by the person, remembered, kept by
nobody. *Duress PIN*: opens the same page with only what the person called harmless, and tells the team that somebody may
be standing beside them. *Name of their own*: what the person wants an organisation to be called on that page.

It promises that nobody can learn whether a code exists, that a card opens one person's few things and nothing else, that
sharing ends at the moment the person says so, and that no complaint is ever seen by the case's team.
"""
