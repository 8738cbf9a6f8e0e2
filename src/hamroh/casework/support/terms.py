"""Words of support: matters that somebody must look after when sharing ends."""

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
