"""How people of the mechanism behave, and what follows when they do not.

*Code*: the code of conduct, a document of the edition; its version is the fingerprint of its text. *Acknowledgement*: one
person read one version and keeps to it. *Declaration*: what ties somebody has to organisations or offices, told each year;
the text of a tie is sealed. *Training*: what somebody was taught, until when it counts, who wrote it down on what paper.
*Complaint*: about an organisation, its people or the mechanism, by anybody, without a name if they wish; *receipt*: the code
with which whoever complained reads the answer; *handler*: whoever may read complaints and is not of the accused.

It promises that a role gives nothing before what it asks for is done, and that nobody writes another person's word; and
that the accused and their organisation find no trace of a complaint: not the row, not a count, not the look of a handler.
"""
