"""What people write into a section of a file, revision by revision: nothing is overwritten, nothing is deleted.

*Thing*: what is written about; the same key over all its revisions. *Revision*: one state of it, by whom and when.
*Seen*: the number of the revision that the page showed. Who writes over a newer one is told, and chooses.
"""
