"""The words of identification: answers, what the rule may show, and what a person decides.

Nothing here says that somebody is not a victim, and nothing may be added that does: signs can be absent from the
answers, harm cannot be excluded by them.
"""

from enum import StrEnum

from hamroh.kernel.words import N_


class Answer(StrEnum):
    """What is known about one indicator. *Does not want to say* is an answer like any other."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_SAID = "not_said"


class Population(StrEnum):
    """Which list applies. Under 18, or age in doubt: the list for children."""

    ADULT = "adult"
    CHILD = "child"


class Dimension(StrEnum):
    """The six dimensions of the ILO/EC operational indicators, in published order."""

    DECEPTIVE_RECRUITMENT = "deceptive_recruitment"
    COERCIVE_RECRUITMENT = "coercive_recruitment"
    ABUSE_OF_VULNERABILITY_RECRUITMENT = "abuse_of_vulnerability_recruitment"
    EXPLOITATIVE_CONDITIONS = "exploitative_conditions"
    COERCION_DESTINATION = "coercion_destination"
    ABUSE_OF_VULNERABILITY_DESTINATION = "abuse_of_vulnerability_destination"


class Element(StrEnum):
    """The elements of the definition that dimensions speak to. A child needs no means (Palermo Protocol, art. 3 c)."""

    MEANS = "means"
    PURPOSE = "purpose"
    REINFORCING = "reinforcing"


ELEMENT_OF = {
    Dimension.DECEPTIVE_RECRUITMENT: Element.MEANS,
    Dimension.COERCIVE_RECRUITMENT: Element.MEANS,
    Dimension.ABUSE_OF_VULNERABILITY_RECRUITMENT: Element.REINFORCING,
    Dimension.EXPLOITATIVE_CONDITIONS: Element.PURPOSE,
    Dimension.COERCION_DESTINATION: Element.PURPOSE,
    Dimension.ABUSE_OF_VULNERABILITY_DESTINATION: Element.REINFORCING,
}


class Finding(StrEnum):
    """What the rule shows on the answers so far, from fewest signs to most. It proposes; a person decides."""

    NO_DIMENSION_POSITIVE = "no_dimension_positive"
    SOME_SIGNS = "some_signs"
    EXPLOITATION = "exploitation"
    COERCION_AND_EXPLOITATION = "coercion_and_exploitation"
    DECEPTION_AND_EXPLOITATION = "deception_and_exploitation"
    FORCED_LABOUR = "forced_labour"
    CHILD_EXPLOITATION = "child_exploitation"
    TRAFFICKING_FORCED_LABOUR = "trafficking_forced_labour"

    @property
    def strength(self) -> int:
        """For comparing: more *yes* never makes it smaller."""
        return list(Finding).index(self)


class Basis(StrEnum):
    """`sourced_model`: a row of the published decision table. `assumed`: a combination the table does not speak of."""

    SOURCED_MODEL = "sourced_model"
    ASSUMED = "assumed"


class HumanDecision(StrEnum):
    """What the trained person decides, with reasons. `not_indicated` is about today; it can be reopened."""

    PRESUMED = "presumed"
    NOT_INDICATED = "not_indicated"
    INSUFFICIENT = "insufficient"


ANSWER_WORDING = {
    Answer.YES: N_("Yes"),
    Answer.NO: N_("No"),
    Answer.UNKNOWN: N_("Not known"),
    Answer.NOT_SAID: N_("Does not want to say"),
}

POPULATION_WORDING = {
    Population.ADULT: N_("Adult"),
    Population.CHILD: N_("Child, or age in doubt"),
}

FINDING_WORDING = {
    Finding.NO_DIMENSION_POSITIVE: N_("No dimension positive on what was answered"),
    Finding.SOME_SIGNS: N_("Signs in some dimensions; exploitation is not shown by what was answered"),
    Finding.EXPLOITATION: N_("Signs of exploitation"),
    Finding.COERCION_AND_EXPLOITATION: N_("Signs of coercion in recruitment and of exploitation"),
    Finding.DECEPTION_AND_EXPLOITATION: N_("Signs of deception and exploitation"),
    Finding.FORCED_LABOUR: N_("Signs of forced labour: exploitation and coercion at the destination"),
    Finding.CHILD_EXPLOITATION: N_("Signs of exploitation of a child; the means need not be shown"),
    Finding.TRAFFICKING_FORCED_LABOUR: N_("Signs of trafficking for forced labour"),
}

FINDING_NOTE = N_(
    "This is what the published rule shows on the answers so far. It does not mean that somebody was harmed, "
    "nor that nobody was. You decide."
)

DECISION_WORDING = {
    HumanDecision.PRESUMED: N_("Presumed: offer protection and assistance now"),
    HumanDecision.NOT_INDICATED: N_("No signs on what is known today"),
    HumanDecision.INSUFFICIENT: N_("Not enough is known yet"),
}
