"""Words of the case: statuses (HTCDS cas_Status), events on the timeline, tasks."""

from hamroh.kernel.words import N_
from hamroh.mechanism.procedures.terms import EVENTS

ACTIVE, FOLLOW_UP, CLOSED, CLOSED_REFERRED = "Active", "FollowUp", "Closed", "ClosedReferred"
ENDED = (CLOSED, CLOSED_REFERRED)
STATUS_WORDS = {
    ACTIVE: N_("Open"),
    FOLLOW_UP: N_("Follow-up"),
    CLOSED: N_("Closed"),
    CLOSED_REFERRED: N_("Closed, referred on"),
}

TRANSFERRED = "transferred"  # the outcome of the closing decision that the standard status must understand

# Tasks the mechanism starts by itself: the clock they follow, and what they say to whoever has them.
TASK_WORDS = {
    "screening": N_("Do the screening in private"),
    "risk_assessment": N_("Assess the risk"),
    "decide_screening": N_("Decide after the screening"),
    "emergency_review": N_("Review an act in danger"),
    "confirm_outcome": N_("Confirm with the person what came of it"),
    "arrange_care": N_("Arrange who goes on caring"),
    "turning_eighteen": N_("Turning eighteen: ask everything afresh"),
    "staff_case": N_("Put a colleague on the case: nobody works on it"),
    "card_danger": N_("The person may be under pressure: reach them in the agreed way only"),
    "card_withdrawn": N_("An agreement was taken back: ask by safe contact how care goes on"),
    "card_correct": N_("Answer what the person says is not right"),
    "card_locked": N_("The card is locked: ask by safe contact who tried it"),
    "plan_step": N_("A step of the assistance plan"),
    "follow_up": N_("See how the person is"),
    "reopened": N_("The case was opened again: say that the team goes on with it"),
}
REOPENED_TASK = "reopened"  # the team of before is asked whether it goes on
# Why a closed case is opened again. Codes of the platform; the story is sealed.
REOPENING_REASONS = {
    "person_asks": N_("The person asks for help again"),
    "danger": N_("There is a new danger"),
    "learned": N_("Something was learned that changes what is needed"),
    "by_mistake": N_("It was closed by mistake"),
    "other": N_("Another reason"),
}
AGREED = "agreed"  # the basis of a task whose day people agreed on

STAFF_TASK = "staff_case"  # nobody is on the team any more: for whoever supervises

# Why a colleague joins a team.
ASSIGNED = "assigned"
JOINING_REASONS = {
    ASSIGNED: N_("The case is given to them"),
    "skill": N_("Their knowledge is needed: law, health, language"),
    "trust": N_("The person asked for them"),
    "cover": N_("Stands in while a colleague is away"),
    "second": N_("A second pair of eyes"),
    "handover": N_("Takes the case over from a colleague"),
    "other": N_("Another reason"),
}
JOINING_PLACE = "cases_teammember.why_sealed:{}"
# Why the cases of a colleague are given to others.
HANDING_OVER_REASONS = {
    "leaves": N_("The colleague leaves the organisation"),
    "away": N_("The colleague is away for long"),
    "load": N_("The colleague has too many cases"),
    "moves": N_("The colleague takes up other work"),
    "returns": N_("The colleague is back and takes their cases again"),
    "other": N_("Another reason"),
}

# Events in which somebody was in touch with the person, beside whatever the person decided.
IN_TOUCH = frozenset({"risk.assessed", "safety.planned", "plan.agreed", "screening.finished", "visit.made"})

# What tells that a child has a representative, and that one is missing (again).
REPRESENTED, UNREPRESENTED = "representative.appointed", "representative.needed"
# Levels of risk that stand on a case's own row, of those that are told beside its code; and those that count as high.
RISK_TAGS = {"high": N_("Risk: high"), "medium": N_("Risk: medium")}
HIGH_RISK = ("high",)

# What may tie somebody to a case. Codes only: nobody writes the story down a second time.
RECUSAL_REASONS = {
    "kin": N_("A relative or friend of somebody in this case"),
    "harm": N_("Knows or knew somebody who may have done harm here"),
    "work": N_("Met this matter in other work: police, court, employer"),
    "gain": N_("Money, property or a debt"),
    "safety": N_("Was threatened or approached because of this case"),
    "other": N_("Another tie"),
}
LIFTING_REASONS = {
    "mistaken": N_("It was a mistake: there is no tie"),
    "ended": N_("The tie has ended"),
    "examined": N_("Examined: it does not touch this case"),
}

# Entries of the timeline that mean an event of the procedure under another name.
MEANS = {"case.opened_from_handover": "case.opened"}
# What is done about a step that a new edition put behind a case.
DO_NOW, NOT_NEEDED = "now", "not_needed"
STEP_ANSWERS = (DO_NOW, NOT_NEEDED)
STEP_PLACE = "cases_newstep.why_sealed:{}"

STAGE_ENTERED = "stage.entered"
WHY_PLACE = "cases_stagemove.why_sealed:{}"

EVENT_WORDS = {
    **EVENTS,
    "edition.moved": N_("The case follows a new edition of the mechanism"),
    "step.taken_up": N_("A step that is new in the mechanism is done now"),
    "step.not_needed": N_("A step that is new in the mechanism is not needed here"),
    "stage.moved": N_("The case came to another stage"),
    "case.opened": N_("The case was opened"),
    "case.opened_from_handover": N_("The person arrived; the case was opened"),
    "case.closed": N_("The case was closed"),
    "case.reopened": N_("The case was opened again"),
    "case.taken_up": N_("The team goes on with it"),
    "contact.attempted": N_("Somebody tried to reach the person"),
    "document.made": N_("Parts of the file were taken out on paper"),
    "case.imported": N_("The case was brought over from another system"),
    "case.import_undone": N_("Brought over by mistake: ended"),
    "team.joined": N_("A colleague joined the team"),
    "team.left": N_("A colleague left the team"),
    "team.handed_over": N_("The case was handed over to a colleague"),
    "identity.written": N_("Name and documents were written into the vault"),
    "form.started": N_("A form was begun"),
    "plan.taken_back": N_("The person thought again: the plan is a draft once more"),
    "plan.dropped": N_("A draft of the plan was given up"),
    "plan.change_begun": N_("A change of the plan was begun"),
    "plan.step_done": N_("A step of the plan was settled"),
    "goal.progressed": N_("It was said how far a goal is"),
    "profile.written": N_("Age, sex and language were noted"),
    "needs.told": N_("Told what is needed"),
    "need.written": N_("How a need stands was written down"),
    "service.corrected": N_("A service in the list was changed"),
    "health.written": N_("Health notes were written"),
    "screening.started": N_("The screening began"),
    "screening.finished": N_("The screening was finished"),
    "screening.decided": N_("Decided after the screening"),
    "ground.consented": N_("Agreed to share"),
    "ground.recorded": N_("A ground without consent was recorded"),
    "ground.withdrawn": N_("Withdrew the agreement"),
    "referral.sent": N_("A referral was sent"),
    "referral.accepted": N_("The referral was accepted"),
    "referral.declined": N_("The referral was declined"),
    "referral.arrived": N_("The person arrived"),
    "referral.completed": N_("The outcome was told"),
    "referral.confirmed": N_("The outcome was confirmed with the person"),
    "referral.cancelled": N_("The referral was ended"),
    "referral.returned": N_("The referral came back: the organisation no longer takes part"),
    "referral.failed": N_("The person did not arrive"),
    "care.arranged": N_("Agreed who goes on caring"),
    "stay.started": N_("The person found a place to stay"),
    "stay.ended": N_("The stay ended"),
    "door.assessed": N_("The risk of a page of their own was weighed"),
    "card.issued": N_("A card for their own page was given"),
    "card.ended": N_("The card for their own page ended"),
    "card.opened_in_danger": N_("The own page was opened with the PIN for danger"),
    "card.locked": N_("The card was locked after wrong tries"),
    "card.withdrew": N_("Took something back on their own page"),
    "card.corrected": N_("Said on their own page that something is not right"),
    "card.answered": N_("Answered on the person’s own page"),
    "guardian.written": N_("Who cares for the child was written down"),
    "guardian.suspected": N_("Somebody who stands by the child is barred"),
    "guardian.cleared": N_("Somebody who stands by the child is barred no longer"),
    "guardian.card": N_("The team decided who may hold the child’s card"),
    "age.stated": N_("The age was written down as told"),
    "age.decided": N_("A supervisor decided on the assessed age"),
    "relative.written": N_("A relative or companion was written down"),
    "case.linked": N_("A related case was linked"),
    "case.unlinked": N_("A related case is linked no longer"),
    "link.told": N_("Decided whether another team learns of a related case"),
    "group.joined": N_("The case joined a group"),
    "group.left": N_("The case left a group"),
    "return.wished": N_("Wishes to go to another country, or to come from one"),
    "return.assessed": N_("The risk of the return was assessed"),
    "return.decided": N_("Decided on the risk of the return"),
    "return.agreed": N_("Agreed what a partner abroad may know"),
    "return.agreement_taken_back": N_("Took back what a partner abroad may know"),
    "return.wish_taken_back": N_("No longer wishes to return"),
    "return.arrived": N_("The person arrived after the return"),
    "return.visited": N_("Asked how the person is after the return"),
    "return.ended": N_("The return ended"),
    "return.stopped": N_("The return was stopped"),
    "path.child": N_("From now on the case follows the path for children"),
    "path.adult": N_("From now on the case follows the path for adults"),
}

# By what the timeline is filtered: its words, and the first part of the names of the events that belong to it. What no kind
# claims is about the case itself. The person's own decisions are a strand across all of them.
PERSON_KIND, COURSE_KIND = "person", "course"
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    PERSON_KIND: (N_("The person’s own decisions"), ()),
    "who": (
        N_("Who the person is, and safe contact"),
        (
            *("contact", "identity", "profile", "path", "age", "child", "guardian", "representative"),
            *("best_interests", "relative", "link"),
        ),
    ),
    "finding": (
        N_("Screening, status and forms"),
        ("screening", "neighbour", "status", "reflection", "form"),
    ),
    "help": (
        N_("Safety, plan and help"),
        (
            *(
                "risk",
                "safety",
                "needs",
                "need",
                "plan",
                "goal",
                "service",
                "stay",
                "health",
                "care",
                "visit",
                "danger",
            ),
            *("follow_up", "conference", "return"),
        ),
    ),
    "sharing": (N_("Agreements and referrals"), ("ground", "referral", "handover", "emergency")),
    COURSE_KIND: (N_("The case itself"), ()),
}


def kind_of(event: str) -> str:
    """To which kind an event belongs, by the first part of its name."""
    first = event.partition(".")[0]
    return next((kind for kind, (_words, firsts) in KINDS.items() if first in firsts), COURSE_KIND)


# What the record of looks calls an act, for those who ask who looked at a case and why. Others have the words above.
LOOK_WORDS = {
    "case.looked_at": N_("Opened the case"),
    "case.opened": N_("Opened the case for the first time"),
    "case.printed": N_("Took the case out on paper"),
    "form.saved": N_("Wrote answers into a form"),
    "form.given": N_("Took over into the file what a form says"),
    "form.taken": N_("Took in a form that was filled in elsewhere"),
    "form.file_shown": N_("Took out a file of a form"),
    "identity.shown": N_("Asked to see the name"),
    "identity.compared": N_("Had a text compared with the name, without seeing it"),
    "text.kept_anyway": N_("Kept a text that seemed to tell who it is"),
    "referral.looked_at": N_("Opened a referral"),
    "status.looked_at": N_("Opened an application for status"),
    "letter.made": N_("Made a letter"),
    "document.searched": N_("Looked up the code of a page"),
    "conference.minutes_made": N_("Made minutes of a conference"),
    "disclosed": N_("Passed something on"),
    "card.opened": N_("Opened their own page with the card"),
    "card.refused": N_("Somebody tried the card in vain"),
    "card.named": N_("Wrote down how organisations are called on the own page"),
    "card.printed": N_("Printed the card"),
    "card.settled": N_("Looked after what came through the own page"),
    "card.rated": N_("Told on their own page how it was"),
}
