from hamroh.kernel.words import N_

BAND_WORDS = {
    "later": N_("Later"),
    "today": N_("Within a day"),
    "late_day": N_("Up to a day late"),
    "late_fortnight": N_("Up to 14 days late"),
    "late_longer": N_("Over 14 days late"),
}
# Steps that figures know beside the tasks of cases.
REFERRAL_STEPS = {
    "handover.answer": N_("Answer a hand-over"),
    "referral.answer": N_("Answer a referral"),
    "referral.outcome": N_("Tell what came of a referral"),
    "submission.check": N_("Checked by the machine: what telephones sent"),
    "submission.settle": N_("Settle what telephones sent"),
}
# Which clock of the mechanism measures them.
CLOCK_OF_STEP = {"referral.answer": "answer", "referral.outcome": "feedback"}
