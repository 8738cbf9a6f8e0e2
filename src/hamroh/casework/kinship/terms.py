"""Words of kinship: who stands by a child, how age is known, how people and cases belong together."""

from enum import StrEnum

from hamroh.kernel.words import N_

CHILD_UNTIL = 18


class Role(StrEnum):
    """As what somebody stands by a child. The codes are those under which consent says who agreed."""

    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"


ROLE_WORDS = {
    Role.GUARDIAN: N_("Parent or guardian"),
    Role.REPRESENTATIVE: N_("Appointed representative"),
}

# Who they are to the child.
TIE_WORDS = {
    "mother": N_("Mother"),
    "father": N_("Father"),
    "grandparent": N_("Grandmother or grandfather"),
    "sibling": N_("Sister or brother, of age"),
    "aunt_uncle": N_("Aunt or uncle"),
    "step_parent": N_("Stepmother or stepfather"),
    "other_kin": N_("Another relative"),
    "foster": N_("Foster carer"),
    "official": N_("By office: no relative"),
    "other": N_("Somebody else"),
}

BY_BIRTH = "birth"
APPOINTER_WORDS = {
    BY_BIRTH: N_("By birth or adoption: nobody appoints"),
    "guardianship_body": N_("The guardianship authority"),
    "court": N_("A court"),
    "organisation": N_("The organisation that cares for the child"),
    "other": N_("Another body"),
}

NO_PAPER = "none"
PAPER_WORDS = {
    "birth_certificate": N_("Birth certificate"),
    "decision": N_("Decision of an authority"),
    "court_decision": N_("Decision of a court"),
    "power_of_attorney": N_("Power of attorney"),
    NO_PAPER: N_("No paper seen yet"),
}

TURNED_EIGHTEEN = "turned_eighteen"
END_WORDS = {
    "replaced": N_("Somebody else was appointed"),
    "resigned": N_("Does not want to or cannot go on"),
    "removed": N_("Was taken from this duty"),
    "reunited": N_("The child lives with the family again"),
    "mistaken": N_("Was written down by mistake"),
    TURNED_EIGHTEEN: N_("The person turned eighteen"),
    "other": N_("Another reason"),
}

GUARDIAN_WORDS = {
    "role": N_("As what"),
    "tie": N_("Who they are to the child"),
    "name": N_("Name"),
    "contact": N_("How to reach them"),
    "appointed_by": N_("Appointed by"),
    "paper": N_("On which paper"),
    "paper_detail": N_("Number and day of the paper"),
    "since": N_("From"),
    "until": N_("Until"),
    "ended_because": N_("Why it ended"),
    "suspected": N_("May be involved in what happened"),
    "suspected_why": N_("Why that is feared"),
    "lifted_why": N_("Why it is feared no longer"),
    "card": N_("May hold the child’s card"),
    "card_why": N_("Why the team decided so"),
}

# What an assessment of best interests is about.
MATTER_WORDS = {
    "care": N_("Where and with whom the child lives"),
    "representative": N_("Who represents the child"),
    "return": N_("Return to the family or country"),
    "school_health": N_("School, health, treatment"),
    "justice": N_("Speaking to police or court"),
    "other": N_("Another decision"),
}
# Who took part. A guardian does only while nothing is feared of any.
GUARDIAN_TOOK_PART = "guardian"
PART_WORDS = {
    "child": N_("The child"),
    "representative": N_("The representative"),
    GUARDIAN_TOOK_PART: N_("A parent or guardian"),
    "case_manager": N_("The case manager"),
    "psychologist": N_("A psychologist"),
    "doctor": N_("A doctor"),
    "lawyer": N_("A lawyer"),
    "teacher": N_("A teacher"),
    "interpreter": N_("An interpreter"),
    "authority": N_("The guardianship authority"),
}


class Assent(StrEnum):
    """What the child said to what was concluded."""

    AGREED = "agreed"
    DISAGREED = "disagreed"
    TOO_YOUNG = "too_young"


ASSENT_WORDS = {
    Assent.AGREED: N_("The child agrees"),
    Assent.DISAGREED: N_("The child does not agree, and was told why we go on"),
    Assent.TOO_YOUNG: N_("The child is too young to be asked"),
}

BEST_INTERESTS_WORDS = {
    "about": N_("What is to be decided"),
    "options": N_("What could be done, and what speaks for and against it"),
    "views": N_("What the child says, in their own words"),
    "assent": N_("The child’s word on the conclusion"),
    "conclusion": N_("What is best, and why"),
    "took_part": N_("Who took part"),
    "decided_by": N_("Decided by"),
    "decided_on": N_("Decided on"),
    "review_on": N_("To be looked at again on"),
}

# Who said how old somebody is.
TOLD_WORDS = {
    "person": N_("The person"),
    "document": N_("A document"),
    "relative": N_("A relative"),
    "other": N_("Somebody else"),
}

METHOD_WORDS = {
    "documents": N_("Documents and registers"),
    "interview": N_("A talk by a trained worker"),
    "social": N_("School, family, life story"),
    "psychological": N_("A psychologist"),
    "medical": N_("A doctor, the least burdensome way"),
    "several": N_("Several of these together"),
}
ASSESSOR_WORDS = {
    "panel": N_("Several professionals together"),
    "social_worker": N_("A social worker"),
    "psychologist": N_("A psychologist"),
    "doctor": N_("A doctor"),
    "authority": N_("An authority"),
    "other": N_("Somebody else"),
}
YOUNGEST, OLDEST = 0, 60


class Result(StrEnum):
    """What a range of ages says. Where it reaches below eighteen, the doubt is the person's benefit."""

    CHILD = "child"
    IN_DOUBT = "in_doubt"
    ADULT = "adult"


RESULT_WORDS = {
    Result.CHILD: N_("Under eighteen"),
    Result.IN_DOUBT: N_("Not certain: treated as a child"),
    Result.ADULT: N_("Eighteen or over"),
}

AGE_WORDS = {
    "birth_date": N_("Date of birth, as told"),
    "birth_year": N_("Year of birth, as told"),
    "years": N_("Age in years, as told"),
    "told_by": N_("Told by"),
    "told_on": N_("Told on"),
}
ASSESSMENT_WORDS = {
    "method": N_("How it was assessed"),
    "assessor": N_("By whom"),
    "by_whom": N_("Name and office"),
    "assessed_on": N_("On"),
    "range": N_("Result, in years"),
    "result": N_("What that says"),
    "agreed": N_("The person agreed to be assessed"),
    "reasons": N_("Reasons"),
    "decided_why": N_("Why the supervisor decided so"),
}

# People who belong to somebody and have no file.
RELATIVE_WORDS = {
    "spouse": N_("Husband, wife or partner"),
    "parent": N_("Mother or father"),
    "child": N_("Son or daughter"),
    "sibling": N_("Sister or brother"),
    "grandparent": N_("Grandmother or grandfather"),
    "other_kin": N_("Another relative"),
    "friend": N_("A friend"),
    "co_victim": N_("Was harmed together"),
    "same_recruiter": N_("Was recruited by the same person"),
    "same_place": N_("Was at the same place"),
}
RELATIVE_PARTS = {
    "relation": N_("Who they are to the person"),
    "name": N_("Name"),
    "contact": N_("How to reach them"),
    "note": N_("What matters about them"),
    "dependant": N_("Depends on the person’s care"),
    "must_not_know": N_("Must not know"),
    "until": N_("Until"),
}

# Between two people who each have a file: how the second is to the first.
LINK_WORDS = {
    "spouse": N_("Husband, wife or partner"),
    "parent": N_("Mother or father"),
    "child": N_("Son or daughter"),
    "sibling": N_("Sister or brother"),
    "other_kin": N_("Another relative"),
    "co_victim": N_("Was harmed together"),
    "same_recruiter": N_("Was recruited by the same person"),
    "same_place": N_("Was at the same place"),
}
_OTHER_WAY = {"parent": "child", "child": "parent"}


def other_way(relation: str) -> str:
    """How the first is to the second."""
    return _OTHER_WAY.get(relation, relation)


WORK_WORDS = {
    "farm": N_("Farm work"),
    "building": N_("Building"),
    "factory": N_("Factory or workshop"),
    "household": N_("Household"),
    "services": N_("Shops, kitchens, transport"),
    "sexual": N_("Sexual exploitation"),
    "begging": N_("Begging"),
    "crime": N_("Made to break the law"),
    "armed": N_("Armed group"),
    "other": N_("Something else"),
    "unknown": N_("Not known yet"),
}
GROUP_PARTS = {
    "name": N_("What the team calls the group"),
    "place": N_("Place"),
    "recruiter": N_("Who recruited them"),
    "note": N_("What holds for all"),
    "work": N_("Kind of work"),
    "since": N_("From"),
    "until": N_("Until"),
}
LEAVE_WORDS = {
    "mistaken": N_("Does not belong to it"),
    "wish": N_("The person wishes it"),
    "safety": N_("It is safer so"),
}
FEWEST, MOST = 2, 60  # people whose cases are opened in one act

TURNING_TASK = "turning_eighteen"
