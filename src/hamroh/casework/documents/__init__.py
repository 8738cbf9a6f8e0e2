"""The case management document: what leaves a file on paper, for whom, on which ground, under which page code.

*Document*: one copy, of chosen parts, in one language, for one named reader. Its *page code* stands on every sheet and
leads to the entry in the record that says who made it, when and for whom. The paper itself is kept nowhere.
"""
