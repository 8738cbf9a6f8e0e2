"""What somebody types and has not saved yet.

*Draft*: the fields of one form on one page, as its writer typed them last, sealed under a key of the writer's own. Nobody
else reads it, no supervisor and no reviewer: it was not said to anybody yet. It goes when the page is saved, when the
writer throws it away, and seven days after the last word.
"""
