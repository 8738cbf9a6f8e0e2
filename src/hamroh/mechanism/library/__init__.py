"""The texts that the mechanism rests on, and what members say about them while they are drafts.

The texts themselves stand in an edition. A *comment* is about one clause of one edition, on behalf of a member: never
about a person. The team that drafts answers each: taken up or not, and why.
"""
