"""Words of support: levels of risk, how a need stands, services and what they cost; who looks after what when sharing ends."""

from hamroh.kernel.words import N_

SAFETY_PLAN, MEDICATION = "safety_plan", "medication"
MATTER_WORDS = {
    SAFETY_PLAN: N_("Safety plan"),
    MEDICATION: N_("Medication and treatment"),
}

NEEDS_WORDS = {
    "services": N_("What is needed"),
    "urgent": N_("Urgent"),
    "note": N_("In the person's own words"),
}

# --- Risk. Lists of the edition from which dimensions, needs, money and currencies are chosen.
RISK_LIST, NEED_LIST, FUNDING_LIST, CURRENCY_LIST = "risk", "need", "funding_source", "currency"
REVIEW_CLOCK = "risk_review"  # until when a review may be set at the latest

NONE_SEEN, LOW, MEDIUM, HIGH, NOT_KNOWN = "none_seen", "low", "medium", "high", "not_known"
LEVEL_WORDS = {
    NONE_SEEN: N_("None seen"),
    LOW: N_("Low"),
    MEDIUM: N_("Medium"),
    HIGH: N_("High"),
    NOT_KNOWN: N_("Not known"),
}
# How bad each is. What nobody could tell is no level: it stands for none.
RANK = {NONE_SEEN: 0, LOW: 1, MEDIUM: 2, HIGH: 3}

# Dimensions where an edition lists none (editions of earlier releases).
USUAL_RISKS = {
    "retaliation": N_("Retaliation"),
    "again": N_("Being exploited again"),
    "self_harm": N_("Self-harm or suicide"),
    "traffickers_near": N_("Exploiters near"),
    "family": N_("From the family or to it"),
    "children": N_("To the children"),
    "health": N_("Health"),
}

# --- The safety plan
PLAN_WORDS = {
    "warning_signs": N_("Warning signs"),
    "where_to_go": N_("Where to go"),
    "whom_to_call": N_("Whom to call"),
    "code_word": N_("Code word"),
}
MEASURE_WORDS = {"what": N_("What is done"), "who": N_("Who does it"), "when": N_("When")}

# --- Needs, one by one
YES, NO, NOT_ASKED = "yes", "no", "not_asked"
PRESENT_WORDS = {YES: N_("Yes"), NO: N_("No"), NOT_KNOWN: N_("Not known")}
WANTED_WORDS = {
    YES: N_("Yes, the person wants help with it"),
    NO: N_("No, the person does not want help with it"),
    NOT_ASKED: N_("Not asked yet"),
}
NOT_MET, PARTLY, MET, NO_LONGER = "not_met", "partly", "met", "no_longer"
STATE_WORDS = {
    NOT_MET: N_("Not met"),
    PARTLY: N_("Partly met"),
    MET: N_("Met"),
    NO_LONGER: N_("No longer needed"),
}
BY_US, BY_MEMBER, BY_OTHER, BY_SELF = "us", "member", "other", "self"
BY_WORDS = {
    BY_US: N_("Our organisation"),
    BY_MEMBER: N_("Another organisation of the mechanism"),
    BY_OTHER: N_("Somebody else"),
    BY_SELF: N_("The person’s own means"),
}

# --- Services received
UNIT_WORDS = {"hour": N_("hour"), "night": N_("night"), "visit": N_("visit"), "item": N_("item")}
# As the person sees it; asked of them, never guessed.
OUTCOME_WORDS = {
    "helped_much": N_("It helped much"),
    "helped_some": N_("It helped somewhat"),
    "helped_not": N_("It did not help"),
    "harmed": N_("It made things worse"),
    "not_said": N_("Does not want to say"),
    "not_asked": N_("Not asked yet"),
}
