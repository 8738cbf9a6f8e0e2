"""What is kept of each kind, field by field. Lists of the edition: bodies, stages of proceedings, measures of protection."""

from enum import StrEnum

from hamroh.foundation.revisions.terms import Asked, Fields
from hamroh.foundation.revisions.terms import Kind as Of
from hamroh.kernel.words import N_

KEEP = "justice:keep"


class Kind(StrEnum):
    """What may stand in the justice part, in the order of the page."""

    STATEMENT = "statement"
    PROCEEDING = "proceeding"
    PROTECTION = "protection"
    NON_PUNISHMENT = "non-punishment"
    COMPENSATION = "compensation"
    PAYMENT = "payment"
    LAWYER = "lawyer"


KIND_WORDS: dict[str, str] = {
    Kind.STATEMENT: N_("Statement"),
    Kind.PROCEEDING: N_("Proceedings"),
    Kind.PROTECTION: N_("Protection measure"),
    Kind.NON_PUNISHMENT: N_("Non-punishment"),
    Kind.COMPENSATION: N_("Compensation"),
    Kind.PAYMENT: N_("Payment received"),
    Kind.LAWYER: N_("Lawyer"),
}
PART_WORDS: dict[str, str] = {
    Kind.STATEMENT: N_("Statements given"),
    Kind.PROCEEDING: N_("Proceedings"),
    Kind.PROTECTION: N_("Protection measures"),
    Kind.NON_PUNISHMENT: N_("Non-punishment"),
    Kind.COMPENSATION: N_("Compensation"),
    Kind.PAYMENT: N_("Payments received"),
    Kind.LAWYER: N_("Lawyer"),
}
KIND_LEADS: dict[str, str] = {
    Kind.STATEMENT: N_("When, where and before whom. Not what was said: nobody tells the story twice."),
    Kind.PROCEEDING: N_("Where it stands, and the next date. Help goes on whatever comes of it."),
    Kind.PROTECTION: N_("What was asked for so that the person is safe meanwhile, and what was answered."),
    Kind.NON_PUNISHMENT: N_(
        "That nobody is punished for what they were made to do: of whom it was asked, and the answer."
    ),
    Kind.COMPENSATION: N_(
        "What is claimed and what was awarded. What was paid is written down apart, payment by payment."
    ),
    Kind.PAYMENT: N_("What the person has in hand, not what was promised."),
    Kind.LAWYER: N_("Who represents the person. Name and number are sealed."),
}

PERSON_ROLE_WORDS: dict[str, str] = {
    "witness": N_("Witness"),
    "injured": N_("Injured party"),
    "claimant": N_("Claimant"),
    "accused": N_("Accused of something they were made to do"),
    "none": N_("No part in it yet"),
}
MEASURE_STATE_WORDS: dict[str, str] = {
    "requested": N_("Asked for"),
    "granted": N_("Granted"),
    "refused": N_("Refused"),
    "ended": N_("Ended"),
}
ANSWER_WORDS: dict[str, str] = {
    "waits": N_("No answer yet"),
    "granted": N_("Granted"),
    "refused": N_("Refused"),
}
LISTS = ("justice_body", "proceeding_stage", "protection_measure", "language", "currency")

_NOTE = Asked("note", N_("Note"), Of.TEXT, hint=N_("Only what those who keep this part must know."))
FIELDS: dict[str, Fields] = {
    Kind.STATEMENT: (
        Asked("given_on", N_("When"), Of.DAY, required=True, happened=True),
        Asked("where", N_("Where"), Of.WORDS),
        Asked("body", N_("Before which body"), Of.CODE, of="justice_body", required=True),
        Asked("whom", N_("Before whom"), Of.WORDS, hint=N_("Office and name, as far as known.")),
        Asked("asked_by", N_("Who asked for it"), Of.CODE, of="justice_body", required=True),
        Asked("language", N_("In which language"), Of.CODE, of="language", required=True),
        Asked("interpreter", N_("An interpreter was there"), Of.TICK),
        Asked("lawyer_present", N_("A lawyer was there"), Of.TICK),
        Asked("minutes", N_("How long, in minutes"), Of.NUMBER),
        Asked("breaks", N_("How many breaks"), Of.NUMBER),
        _NOTE,
    ),
    Kind.PROCEEDING: (
        Asked("body", N_("Body"), Of.CODE, of="justice_body", required=True),
        Asked("reference", N_("Number of the proceedings"), Of.WORDS),
        Asked("stage", N_("Stage"), Of.CODE, of="proceeding_stage", required=True),
        Asked("role", N_("The person’s part in it"), Of.CHOICE, choices=PERSON_ROLE_WORDS, required=True),
        Asked("began_on", N_("Began"), Of.DAY, happened=True),
        Asked("next_at", N_("Next date"), Of.MOMENT, after="began_on",
              hint=N_("Shown as “an appointment” to those who may open this part, and to nobody else.")),
        Asked("ended_on", N_("Ended"), Of.DAY, happened=True, after="began_on"),
        _NOTE,
    ),
    Kind.PROTECTION: (
        Asked("measure", N_("Measure"), Of.CODE, of="protection_measure", required=True),
        Asked("body", N_("By which body"), Of.CODE, of="justice_body", required=True),
        Asked("state", N_("Where it stands"), Of.CHOICE, choices=MEASURE_STATE_WORDS, required=True),
        Asked("asked_on", N_("Asked for on"), Of.DAY, required=True, happened=True),
        Asked("from_on", N_("From"), Of.DAY, after="asked_on"),
        Asked("until_on", N_("Until"), Of.DAY, after="from_on"),
        _NOTE,
    ),
    Kind.NON_PUNISHMENT: (
        Asked("asked_on", N_("Asked for on"), Of.DAY, required=True, happened=True),
        Asked("body", N_("Of which body"), Of.CODE, of="justice_body", required=True),
        Asked("for_what", N_("For what"), Of.WORDS),
        Asked("answer", N_("Answer"), Of.CHOICE, choices=ANSWER_WORDS, required=True),
        Asked("answered_on", N_("Answered on"), Of.DAY, happened=True, after="asked_on"),
        _NOTE,
    ),
    Kind.COMPENSATION: (
        Asked("body", N_("Claimed before"), Of.CODE, of="justice_body", required=True),
        Asked("claimed_on", N_("Claimed on"), Of.DAY, required=True, happened=True),
        Asked("claimed", N_("Amount claimed"), Of.MONEY, required=True),
        Asked("currency", N_("Currency"), Of.CODE, of="currency", required=True),
        Asked("decided_on", N_("Decided on"), Of.DAY, happened=True, after="claimed_on"),
        Asked("awarded", N_("Amount awarded"), Of.MONEY, hint=N_("Leave it empty when nothing was awarded.")),
        _NOTE,
    ),
    Kind.PAYMENT: (
        Asked("paid_on", N_("Paid on"), Of.DAY, required=True, happened=True),
        Asked("amount", N_("Amount"), Of.MONEY, required=True),
        Asked("currency", N_("Currency"), Of.CODE, of="currency", required=True),
        _NOTE,
    ),
    Kind.LAWYER: (
        Asked("name", N_("Name"), Of.WORDS, required=True),
        Asked("reach", N_("How to reach them"), Of.WORDS),
        Asked("since_on", N_("Since"), Of.DAY, required=True, happened=True),
        Asked("until_on", N_("Until"), Of.DAY, after="since_on"),
        Asked("free_of_charge", N_("Free of charge for the person"), Of.TICK),
        _NOTE,
    ),
}  # fmt: skip

LOOKED, WRITTEN = "justice.looked_at", "justice.written"
