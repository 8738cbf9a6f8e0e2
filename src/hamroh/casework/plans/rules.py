"""Whether a plan may be written, agreed, approved, changed and ended. Values in, every obstacle out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hamroh.casework.plans.terms import (
    LONGEST,
    MOVES,
    OPEN,
    Act,
    Assent,
    By,
    Done,
    Ended,
    How,
    Reached,
    State,
    Who,
)
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

_WHY_NOT: dict[Act, str] = {
    Act.WRITE: N_("This version was agreed: it is not changed any more. Begin a change, and agree on it again."),
    Act.AGREE: N_("Only a draft is agreed on. Open the draft, or begin a change."),
    Act.TAKE_BACK: N_("Only a version that waits for approval is taken back."),
    Act.APPROVE: N_("This version does not wait for approval any more: look at it again."),
    Act.SEND_BACK: N_("This version does not wait for approval any more: look at it again."),
    Act.REVIEW: N_("Only a plan in force is reviewed."),
    Act.CHANGE: N_("Only a plan in force is changed. A draft is simply written on."),
    Act.REPLACE: N_("Only a plan in force is replaced."),
    Act.END: N_("Only a plan in force ends. A draft is given up."),
    Act.DROP: N_("Only a draft is given up. A plan in force ends."),
}
CLOSED = Obstacle(N_("The case is closed: nothing more is written into it."))


def after(state: State, act: Act) -> State | None:
    """Where this act leads from there; None where it leads nowhere."""
    return MOVES.get((state, act))


def obstacles_to(act: Act, state: State, *, closed: bool) -> tuple[Obstacle, ...]:
    """Whether this can happen at all to a version that stands so."""
    found = [CLOSED] if closed else []
    if after(state, act) is None:
        found.append(Obstacle(_WHY_NOT[act]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Frame:
    """From when until when a plan is meant to run, and when it is looked at again."""

    starts_on: date | None
    review_on: date | None
    ends_on: date | None = None


def obstacles_to_beginning(states: Collection[State], *, closed: bool) -> tuple[Obstacle, ...]:
    """One version at a time is on its way; and a plan in force is changed, not begun a second time."""
    found = [CLOSED] if closed else []
    if set(states) & set(OPEN):
        found.append(Obstacle(N_("There is a draft already: go on with that one.")))
    elif State.IN_FORCE in states:
        found.append(Obstacle(N_("There is a plan in force: begin a change of it.")))
    return tuple(found)


def obstacles_to_frame(frame: Frame, *, today: date, rewritten: bool = False) -> tuple[Obstacle, ...]:
    """`rewritten`: a start that has passed may stay as it was."""
    return tuple(_against_frame(frame, today))


def _against_frame(frame: Frame, today: date) -> Iterator[Obstacle]:
    if frame.starts_on is None:
        yield Obstacle(N_("Write the day from which the plan runs."), "starts_on")
    if frame.review_on is None:
        yield Obstacle(N_("Write the day on which you look at the plan again together."), "review_on")
    elif frame.review_on < today:
        yield Obstacle(N_("This day has passed: choose the day of the next review."), "review_on")
    if frame.starts_on and frame.review_on and frame.review_on < frame.starts_on:
        yield Obstacle(N_("The review stands before the plan begins: choose a later day."), "review_on")
    if frame.starts_on and frame.ends_on and frame.ends_on < frame.starts_on:
        yield Obstacle(N_("The end stands before the start: correct one of the two."), "ends_on")


def obstacles_to_goal(*, words: str, need: str, needs: Collection[str]) -> tuple[Obstacle, ...]:
    """A goal is the person's own, in their words, and answers a need."""
    return tuple(_against_goal(words, need, needs))


def _against_goal(words: str, need: str, needs: Collection[str]) -> Iterator[Obstacle]:
    if not words.strip():
        yield Obstacle(N_("Write the goal in the person’s own words. Ask what they want to reach."), "words")
    yield from too_long("words", words)
    if need not in needs:
        yield Obstacle(N_("Choose the need that this goal answers."), "need")


@dataclass(frozen=True, slots=True)
class Step:
    """A step as somebody wants to write it."""

    what: str
    who: str
    due: date | None
    user_id: UUID | None = None
    organisation_id: UUID | None = None


def obstacles_to_step(
    step: Step, *, today: date, team: Collection[UUID], organisations: Collection[UUID], starts_on: date | None = None
) -> tuple[Obstacle, ...]:
    """What, who takes it, until which day: not a day that has passed, nor one before the plan begins."""
    return tuple(_against_step(step, today, team, organisations, starts_on))


def _against_step(
    step: Step, today: date, team: Collection[UUID], organisations: Collection[UUID], starts_on: date | None
) -> Iterator[Obstacle]:
    if not step.what.strip():
        yield Obstacle(N_("Write what is done, in a sentence."), "what")
    yield from too_long("what", step.what)
    if step.who not in set(Who):
        yield Obstacle(N_("Choose who takes this step."), "who")
    if step.who == Who.COLLEAGUE and step.user_id not in team:
        yield Obstacle(N_("Choose a colleague who is on the team today."), "user_id")
    if step.who == Who.ORGANISATION and step.organisation_id not in organisations:
        yield Obstacle(N_("Choose the organisation from the list."), "by_organisation")
    if step.due is None:
        yield Obstacle(N_("Write until which day."), "due")
    elif step.due < today:
        yield Obstacle(N_("This day has passed: choose a day from today on."), "due")
    elif starts_on and step.due < starts_on:
        yield Obstacle(N_("This is before the plan begins: choose a later day."), "due")


@dataclass(frozen=True, slots=True)
class Whole:
    """A draft as it stands: goals with their words (None: erased), how many steps each has, and days of steps."""

    goals: Sequence[str | None]
    steps_of_goals: Sequence[int]
    dues: Sequence[date]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the person's yes was given."""

    by: str
    how: str
    on: date | None
    language: str
    who: str = ""
    assent: str = ""


def obstacles_to_agreeing(
    whole: Whole,
    said: Agreement,
    *,
    today: date,
    opened_on: date,
    child: bool,
    languages: Collection[str],
    uniformed: bool,
) -> tuple[Obstacle, ...]:
    """The person agrees to a whole plan: with goals of their own, steps to each, and days that are still to come."""
    return (*_against_whole(whole, today), *_against_agreement(said, today, opened_on, child, languages, uniformed))


def _against_whole(whole: Whole, today: date) -> Iterator[Obstacle]:
    if not whole.goals:
        yield Obstacle(N_("The plan has no goal yet: write at least one, in the person’s own words."))
    if any(words is not None and not words.strip() for words in whole.goals):
        yield Obstacle(N_("A goal is empty: write it in the person’s own words, or take it off."))
    if any(not steps for steps in whole.steps_of_goals):
        yield Obstacle(N_("A goal has no step yet: write what is done first, by whom and until when."))
    if any(due < today for due in whole.dues):
        yield Obstacle(N_("The day of a step has passed: agree on a new one."))


def _against_agreement(
    said: Agreement, today: date, opened_on: date, child: bool, languages: Collection[str], uniformed: bool
) -> Iterator[Obstacle]:
    if uniformed:
        yield Obstacle(
            N_("Nobody can agree freely before somebody in uniform. Leave this to whoever looks after the person.")
        )
    if said.by not in set(By):
        yield Obstacle(N_("Choose who agreed."), "by")
    if said.by == By.REPRESENTATIVE and not child:
        yield Obstacle(N_("An adult agrees for themselves: nobody else does it in their place."), "by")
    if child and said.assent not in set(Assent):
        yield Obstacle(N_("Write down what the child said to it."), "assent")
    if said.how not in set(How):
        yield Obstacle(N_("Choose how the agreement was given."), "how")
    if said.language not in languages:
        yield Obstacle(N_("Choose the language in which the plan was read to them."), "language")
    if (said.how == How.ORAL or said.by == By.REPRESENTATIVE) and not said.who.strip():
        yield Obstacle(N_("Write who the witness or the representative was."), "who")
    yield from too_long("who", said.who)
    yield from against_past_day(said.on, today, opened_on, "on")


def against_past_day(on: date | None, today: date, not_before: date | None, field: str) -> Iterator[Obstacle]:
    """Of something that happened: a day that is known, not to come, and not before the case was opened."""
    if on is None:
        yield Obstacle(N_("Write on which day."), field)
    elif on > today:
        yield Obstacle(N_("This day is still to come: write the day on which it happened."), field)
    elif not_before and on < not_before:
        yield Obstacle(N_("This is before the case was opened: check the day."), field)


def obstacles_to_deciding(
    *, approves: bool | None, reasons: str, by: UUID | None, authors: Collection[UUID]
) -> tuple[Obstacle, ...]:
    """A second pair of eyes: never one that wrote the plan. Whoever sends it back says what is to change."""
    return tuple(_against_deciding(approves, reasons, by, authors))


def _against_deciding(
    approves: bool | None, reasons: str, by: UUID | None, authors: Collection[UUID]
) -> Iterator[Obstacle]:
    if by in authors:
        yield Obstacle(N_("You wrote on this plan: somebody else approves it."))
    if approves is None:
        yield Obstacle(N_("Choose: approve, or send back."), "decision")
    if approves is False and not reasons.strip():
        yield Obstacle(N_("Write what is to change, so that the team and the person can work on it."), "reasons")
    yield from too_long("reasons", reasons)


def obstacles_to_reviewing(
    *, on: date | None, next_on: date | None, words: str, today: date, since: date | None
) -> tuple[Obstacle, ...]:
    """What a review found, on which day, and when the next one is."""
    return tuple(_against_reviewing(on, next_on, words, today, since))


def _against_reviewing(
    on: date | None, next_on: date | None, words: str, today: date, since: date | None
) -> Iterator[Obstacle]:
    yield from against_past_day(on, today, None, "on")
    if on and since and on < since:
        yield Obstacle(N_("This is before the plan was in force: check the day."), "on")
    if not words.strip():
        yield Obstacle(N_("Write what you found together, in a sentence."), "words")
    yield from too_long("words", words)
    if next_on is None:
        yield Obstacle(N_("Write the day of the next review."), "next_on")
    elif next_on <= today:
        yield Obstacle(N_("This day has passed: choose the day of the next review."), "next_on")


def obstacles_to_ending(
    *, reason: str, on: date | None, words: str, today: date, since: date | None
) -> tuple[Obstacle, ...]:
    return tuple(_against_ending(reason, on, words, today, since))


def _against_ending(reason: str, on: date | None, words: str, today: date, since: date | None) -> Iterator[Obstacle]:
    if reason not in set(Ended):
        yield Obstacle(N_("Choose why the plan ends."), "reason")
    if reason == Ended.OTHER and not words.strip():
        yield Obstacle(N_("Write why the plan ends."), "words")
    yield from too_long("words", words)
    yield from against_past_day(on, today, None, "on")
    if on and since and on < since:
        yield Obstacle(N_("The end stands before the start: correct one of the two."), "on")


def obstacles_to_progress(
    *, reached: str, on: date | None, words: str, today: date, opened_on: date
) -> tuple[Obstacle, ...]:
    return tuple(_against_progress(reached, on, words, today, opened_on))


def _against_progress(reached: str, on: date | None, words: str, today: date, opened_on: date) -> Iterator[Obstacle]:
    if reached not in set(Reached):
        yield Obstacle(N_("Choose how far the goal is."), "reached")
    if reached in (Reached.GIVEN_UP, Reached.CHANGED) and not words.strip():
        yield Obstacle(N_("Write what the person said: why they want it no more, or what they want now."), "words")
    yield from too_long("words", words)
    yield from against_past_day(on, today, opened_on, "on")


def obstacles_to_finishing(
    *, done: str, on: date | None, words: str, today: date, opened_on: date
) -> tuple[Obstacle, ...]:
    found = [] if done in set(Done) else [Obstacle(N_("Choose what became of the step."), "done")]
    return (*found, *too_long("words", words), *against_past_day(on, today, opened_on, "on"))


def too_long(field: str, words: str) -> Iterator[Obstacle]:
    if len(words) > LONGEST:
        yield Obstacle(N_("Shorten this to %(most)s signs."), field, {"most": LONGEST})
