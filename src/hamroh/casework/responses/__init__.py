"""Forms filled in for a case: begun, saved as one goes, finished; or taken whole from a phone, from paper, from offline.

*Response*: one filling of one version of a form. *Part*: its answers of one field group. *Seen*: what the page showed, or
the phone had, when somebody began to write: only what differs from it was touched.

It promises that an answer is opened only with the group it belongs to, that each knows who gave it, that nothing a
colleague wrote is overwritten unseen, and that a hidden question leaves no answer in a finished form.
"""
