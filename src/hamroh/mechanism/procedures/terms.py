"""What can start or stop a clock. Closed: a pack that names anything else waits for something that never comes.

Names are those under which the platform records the act. Some belong to rooms that come later; a step may already wait
for them.
"""

from typing import Final

from hamroh.kernel.words import N_

#: Decisions that an act of the platform writes down. A country calls its stages as it likes; these ids are the platform's.
PRESUMED_VICTIM, ACCEPT_DECLINE, CASE_CLOSED = "presumed-victim", "accept-decline", "case-closed"
VICTIM_STATUS, STATUS_REVIEW = "victim-status", "status-review"
WRITTEN_BY_ACTS: Final = (PRESUMED_VICTIM, ACCEPT_DECLINE, CASE_CLOSED)
#: Written by acts as well, where the edition says who decides on formal status; else the team writes down what it hears.
WRITTEN_BY_AUTHORITY: Final = (VICTIM_STATUS, STATUS_REVIEW)

EVENTS: Final[dict[str, str]] = {
    "contact.made": N_("Somebody got in touch"),
    "contact.written": N_("The contact was written down"),
    "handover.offered": N_("A hand-over was offered"),
    "case.opened": N_("The case was opened"),
    "case.close_asked": N_("Closing the case was asked for"),
    "case.close_taken_back": N_("The wish to close the case was taken back"),
    "case.close_returned": N_("The case is not closed yet: it was sent back"),
    "case.closed": N_("The case was closed"),
    "case.reopened": N_("The case was opened again"),
    "screening.started": N_("The screening began"),
    "screening.finished": N_("The screening was finished"),
    "screening.decided": N_("Decided after the screening"),
    "neighbour.offered": N_("Another protection system was offered"),
    "contact.agreed": N_("Agreed how to be reached safely"),
    "risk.assessed": N_("The risk was assessed"),
    "safety.planned": N_("The safety plan was agreed"),
    "stay.started": N_("The person found a place to stay"),
    "stay.ended": N_("The stay ended"),
    "ground.consented": N_("Agreed to share"),
    "ground.recorded": N_("A ground without consent was recorded"),
    "ground.withdrawn": N_("Withdrew the agreement"),
    "emergency.reviewed": N_("The act in danger was reviewed"),
    "care.arranged": N_("Agreed who goes on caring"),
    "referral.sent": N_("A referral was sent"),
    "referral.looked_at": N_("Opened a referral"),
    "referral.accepted": N_("The referral was accepted"),
    "referral.declined": N_("The referral was declined"),
    "referral.cancelled": N_("The referral was ended"),
    "referral.arrived": N_("The person arrived"),
    "referral.failed": N_("The person did not arrive"),
    "referral.completed": N_("The outcome was told"),
    "referral.confirmed": N_("The outcome was confirmed with the person"),
    "reflection.started": N_("The time to reflect began"),
    "reflection.extended": N_("The time to reflect was made longer"),
    "reflection.ended": N_("The time to reflect ended"),
    "status.applied": N_("Formal status was applied for"),
    "status.evidence_asked": N_("More evidence was asked for"),
    "status.evidence_given": N_("More evidence was given"),
    "status.decided": N_("Formal status was decided"),
    "status.refused": N_("The person may ask for a review of the decision"),
    "status.review_asked": N_("A review of the decision was asked for"),
    "status.review_declined": N_("The person does not want a review"),
    "status.reviewed": N_("The decision was reviewed"),
    "status.withdrawn": N_("The application was taken back"),
    "representative.needed": N_("A representative is to be appointed for the child"),
    "representative.appointed": N_("A representative was appointed for the child"),
    "best_interests.weighed": N_("What is best for the child was weighed"),
    "age.assessed": N_("The age was assessed"),
    "child.turns_eighteen": N_("The person turns eighteen"),
    "child.came_of_age": N_("The person came of age: everything is asked afresh"),
    "danger.seen": N_("Danger was seen when the group was met"),
    "needs.told": N_("Told what is needed"),
    "plan.drafted": N_("A plan was begun"),
    "plan.agreed": N_("The plan was agreed with the person"),
    "plan.approved": N_("The plan was approved"),
    "plan.returned": N_("The plan was sent back for changes"),
    "plan.reviewed": N_("The plan was reviewed"),
    "plan.ended": N_("The plan ended"),
    "service.recorded": N_("A service was recorded"),
    "conference.held": N_("A case conference was held"),
    "return.prepared": N_("The return was prepared"),
    "return.made": N_("The person returned"),
    "visit.made": N_("A follow-up visit was made"),
    "form.finished": N_("A form was finished"),
    "stage.entered": N_("The stage of the step began"),
}

#: What no act of the platform writes into a case: somebody of the team says that it happened.
BY_HAND: Final = frozenset(
    {
        *("risk.assessed", "safety.planned"),
        *("service.recorded",),
    }
)

#: Of these what has a page of its own: ended by a form whose step it is, never offered as words alone.
WITH_A_PAGE: Final = frozenset({"risk.assessed", "safety.planned", "service.recorded"})

#: The same where the edition names nobody who decides on formal status on the platform.
BY_HAND_WITHOUT_AUTHORITY: Final = frozenset(event for event in EVENTS if event.startswith("status."))

#: Clocks that run on something else than the case: on each referral, on each act in danger, on a withdrawal.
ELSEWHERE: Final = frozenset({"ack", "answer", "feedback", "confirm_outcome", "emergency_review", "arrange_care"})

#: When clocks that the platform needs begin and end where an edition has no step for them (editions of earlier releases).
USUAL: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]] = {
    "screening": (("case.opened",), ("screening.finished",), ()),
    "decide_screening": (("screening.finished",), ("screening.decided",), ("screening",)),
    "risk_assessment": (("screening.decided",), ("risk.assessed",), ()),
}
