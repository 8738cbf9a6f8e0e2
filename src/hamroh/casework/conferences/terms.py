"""Words of a conference, and what is written down of it."""

from enum import StrEnum

from hamroh.foundation.revisions.terms import Asked, Fields
from hamroh.foundation.revisions.terms import Kind as Of
from hamroh.kernel.words import N_


class Who(StrEnum):
    """In what capacity somebody sat. Whoever may have done harm has no place in this list."""

    COLLEAGUE = "colleague"
    OUTSIDE = "outside"
    PERSON = "person"
    REPRESENTATIVE = "representative"
    GUARDIAN = "guardian"
    INTERPRETER = "interpreter"


WHO_WORDS: dict[str, str] = {
    Who.COLLEAGUE: N_("A colleague"),
    Who.OUTSIDE: N_("Somebody of another organisation"),
    Who.PERSON: N_("The person"),
    Who.REPRESENTATIVE: N_("Somebody who speaks for the person"),
    Who.GUARDIAN: N_("A guardian"),
    Who.INTERPRETER: N_("An interpreter"),
}
PERSON_PART_WORDS: dict[str, str] = {
    "present": N_("The person was there"),
    "represented": N_("Somebody spoke for the person"),
    "wished_not": N_("The person did not want to be there"),
    "not_asked": N_("Nobody asked the person"),
}
LISTS = ("conference_purpose",)


class Part(StrEnum):
    PARTICIPANT = "participant"
    ITEM = "item"
    ACTION = "action"


PART_WORDS: dict[str, str] = {
    Part.PARTICIPANT: N_("Who sat"),
    Part.ITEM: N_("What was discussed"),
    Part.ACTION: N_("What was agreed to do"),
}
ONE_WORDS: dict[str, str] = {
    Part.PARTICIPANT: N_("Participant"),
    Part.ITEM: N_("Item"),
    Part.ACTION: N_("Action"),
}
PART_LEADS: dict[str, str] = {
    Part.PARTICIPANT: N_(
        "People of other organisations by their role, on a ground that covers what is discussed. "
        "Never anybody who may have done harm."
    ),
    Part.ITEM: N_("In few words. Whoever left the room for it finds it neither here nor in their minutes."),
    Part.ACTION: N_("One thing, one person, one day."),
}  # fmt: skip

CONFERENCE: Fields = (
    Asked("held_at", N_("When"), Of.MOMENT, required=True, happened=True),
    Asked("purpose", N_("What for"), Of.CODE, of="conference_purpose", required=True),
    Asked("person_part", N_("The person"), Of.CHOICE, choices=PERSON_PART_WORDS, required=True),
    Asked("told_on", N_("The person was told of it on"), Of.DAY, happened=True, after="held_at"),
    Asked("told", N_("What the person was told"), Of.TEXT),
    Asked("nobody_involved", N_("Nobody who may have done harm sat in the room"), Of.TICK, required=True),
)
PART_FIELDS: dict[str, Fields] = {
    Part.PARTICIPANT: (
        Asked("who", N_("Who"), Of.CHOICE, choices=WHO_WORDS, required=True),
        Asked("role", N_("In which role"), Of.WORDS, hint=N_("An office, not a name: “lawyer”, “duty doctor”.")),
    ),
    Part.ITEM: (
        Asked("title", N_("Point"), Of.WORDS, required=True),
        Asked("groups", N_("Which parts of the file were discussed"), Of.CODES, of="group", required=True),
        Asked("said", N_("What was said"), Of.TEXT),
        Asked("decided", N_("What was decided"), Of.TEXT),
    ),
    Part.ACTION: (
        Asked("what", N_("What"), Of.WORDS, required=True),
        Asked("due_on", N_("By"), Of.DAY, required=True),
        Asked("done_on", N_("Done on"), Of.DAY, happened=True),
    ),
}
