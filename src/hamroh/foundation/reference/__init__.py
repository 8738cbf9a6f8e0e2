"""Reference: the published standards and coded vocabularies everything else is written in.

It promises that a code means what its source says, and that the source is named.
"""
