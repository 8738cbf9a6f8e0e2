"""Whether an application may be begun, sent, decided and reviewed. Values in, every obstacle out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.casework.status.terms import (
    AT_AUTHORITY,
    ELEMENTS,
    HELD_BY,
    KINDS,
    LONGEST_NOTE,
    LONGEST_REASONS,
    LONGEST_WHY,
    OFFERED,
    OPEN_STATES,
    UNDER_WAY,
    Because,
    Ended,
    Outcome,
    Round,
    Shut,
    State,
    Told,
)
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_


def round_of(state: str) -> Round:
    """Whether a decision made now is the first one or the review of it."""
    return Round.REVIEW if state == State.REVIEW_ASKED else Round.FIRST


def why_shut(state: str, *, ground_holds: bool) -> Shut | None:
    """Why the authority may not look; None while it may."""
    if state == State.WITHDRAWN:
        return Shut.WITHDRAWN
    if state in UNDER_WAY and not ground_holds:
        return Shut.GROUND_ENDED
    return None


def obstacles_to_beginning(*, agreed: bool, open_already: bool, closed: bool, uniformed: bool) -> tuple[Obstacle, ...]:
    """An application begins with the person’s own agreement to it, and is never begun by somebody in uniform."""
    return tuple(_against_beginning(agreed, open_already, closed, uniformed))


def _against_beginning(agreed: bool, open_already: bool, closed: bool, uniformed: bool) -> Iterator[Obstacle]:
    if closed:
        yield Obstacle(N_("The case is closed: open a new one, if the person wishes."))
    if open_already:
        yield Obstacle(N_("There is an application already: finish it, or take it back."))
    if uniformed:
        yield Obstacle(
            N_(
                "Nobody can wish freely before somebody in uniform. Leave this to the organisation that meets the person."
            )
        )
    if not agreed:
        yield Obstacle(N_("Record the person’s agreement to apply first. It is an agreement of its own."), "ground_id")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of evidence as somebody wants to write it."""

    kind: str
    shows: frozenset[str]
    held_by: str
    note: str = ""


def obstacles_to_listing(row: Row, *, state: str, codes: Mapping[str, Collection[str]]) -> tuple[Obstacle, ...]:
    """Evidence is added while the list is with the team."""
    return tuple(_against_listing(row, state, codes))


def _against_listing(row: Row, state: str, codes: Mapping[str, Collection[str]]) -> Iterator[Obstacle]:
    if state not in (State.PREPARING, State.MORE_EVIDENCE):
        yield Obstacle(N_("The list is with the authority: it can be added to when more evidence is asked for."))
    if row.kind not in codes[KINDS]:
        yield Obstacle(N_("Choose what kind of evidence it is."), "kind")
    if not row.shows or not row.shows <= set(codes[ELEMENTS]):
        yield Obstacle(N_("Say what it shows: at least one."), "shows")
    if row.held_by not in codes[HELD_BY]:
        yield Obstacle(N_("Say where it is."), "held_by")
    if len(row.note) > LONGEST_NOTE:
        yield Obstacle(N_("Shorten the note to %(most)s signs."), "note", {"most": LONGEST_NOTE})


def may_be_dropped(state: str, *, sent_at: datetime | None, moved_at: datetime, added_at: datetime) -> bool:
    """A row comes off the list while it is with the team, and only if the authority has not seen it."""
    seen = sent_at is not None and added_at <= moved_at
    return state in (State.PREPARING, State.MORE_EVIDENCE) and not seen


def obstacles_to_sending(*, state: str, rows: int, wished: bool, ground_holds: bool) -> tuple[Obstacle, ...]:
    """Nothing goes without the person’s living agreement and their word today."""
    return tuple(_against_sending(state, rows, wished, ground_holds))


def _against_sending(state: str, rows: int, wished: bool, ground_holds: bool) -> Iterator[Obstacle]:
    if state not in (State.PREPARING, State.MORE_EVIDENCE):
        yield Obstacle(N_("Nothing was changed: it was sent already, or taken back."))
    if not ground_holds:
        yield Obstacle(N_("The agreement has ended or was withdrawn: nothing goes. Ask the person again."))
    if not rows:
        yield Obstacle(N_("Write at least one row of evidence first: what it is, and what it shows."))
    if not wished:
        yield Obstacle(N_("Ask the person once more, and tick that it is their wish."), "wished")


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody who is to sit on a decision, and what may speak against it."""

    user_id: UUID
    of_the_panel: bool = True
    tied: bool = False  # recused from the case, worked on it, or acts for the organisation that applied
    sat_before: bool = False


def obstacles_to_deciding(
    *,
    state: str,
    outcome: str,
    reasons: str,
    shows: Collection[str],
    elements: Collection[str],
    panel: Collection[Sitting],
    ground_holds: bool,
) -> tuple[Obstacle, ...]:
    """A decision is one that the edition knows, has reasons, and is made by people whom nothing ties to the case.

    The software proposes none. A review is decided by other people than the first decision.
    """
    return tuple(_against_deciding(state, outcome, reasons, shows, elements, panel, ground_holds))


def _against_deciding(
    state: str,
    outcome: str,
    reasons: str,
    shows: Collection[str],
    elements: Collection[str],
    panel: Collection[Sitting],
    ground_holds: bool,
) -> Iterator[Obstacle]:
    if state not in AT_AUTHORITY:
        yield Obstacle(N_("Nothing was changed: this application does not wait for a decision now."))
        return
    if not ground_holds:
        yield Obstacle(
            N_("The person’s agreement has ended: nothing can be decided. The team may ask the person again.")
        )
    if outcome not in OFFERED[round_of(state)]:
        yield Obstacle(N_("Choose what was decided."), "outcome")
    if not reasons.strip():
        sentence = N_("Write which evidence is still needed, in plain words.")
        plain = N_("Write the reasons in plain words: the person will read them.")
        yield Obstacle(sentence if outcome == Outcome.MORE_EVIDENCE else plain, "reasons")
    if len(reasons) > LONGEST_REASONS:
        yield Obstacle(N_("Shorten this to %(most)s signs."), "reasons", {"most": LONGEST_REASONS})
    if set(shows) - set(elements):
        yield Obstacle(N_("Choose from the list what was shown."), "shows")
    yield from _against_panel(panel)


def _against_panel(panel: Collection[Sitting]) -> Iterator[Obstacle]:
    if not panel or not all(sitting.of_the_panel for sitting in panel):
        yield Obstacle(N_("Tick who sat on the decision: people of this authority who may decide."), "panel")
    if any(sitting.tied for sitting in panel):
        yield Obstacle(
            N_("Somebody ticked is tied to this case, or to the organisation that applied: others must decide."),
            "panel",
        )
    if any(sitting.sat_before for sitting in panel):
        yield Obstacle(N_("A review is decided by other people than the first decision: choose others."), "panel")


def obstacles_to_review(
    *, state: str, outcome: str, until: datetime | None, wished: bool, ground_holds: bool, now: datetime
) -> tuple[Obstacle, ...]:
    """A review is asked for once, of a refusal, in time, and while the agreement still lets the file be read."""
    return tuple(_against_review(state, outcome, until, wished, ground_holds, now))


def _against_review(
    state: str, outcome: str, until: datetime | None, wished: bool, ground_holds: bool, now: datetime
) -> Iterator[Obstacle]:
    if state != State.DECIDED or outcome != Outcome.REFUSED:
        yield Obstacle(N_("Only a refusal is reviewed, and only once."))
        return
    if until is not None and now > until:
        yield Obstacle(N_("The time to ask for a review is over. A new application is possible at any time."))
    if not ground_holds:
        yield Obstacle(
            N_("The agreement has ended: the file cannot be read any more. Apply anew, if the person wishes.")
        )
    if not wished:
        yield Obstacle(N_("Ask the person once more, and tick that it is their wish."), "wished")


def review_is_open(state: str, outcome: str, until: datetime | None, now: datetime) -> bool:
    """Whether the person may still ask for a review."""
    return state == State.DECIDED and outcome == Outcome.REFUSED and (until is None or now <= until)


def may_be_withdrawn(state: str) -> bool:
    """What was decided stays decided; what is under way is taken back at any moment."""
    return state in OPEN_STATES


def obstacles_to_reflection(
    *, because: str, language: str, languages: Collection[str], mode: str, running: bool, closed: bool
) -> tuple[Obstacle, ...]:
    """Time to reflect asks for nothing: neither a statement, nor a status, nor papers, nor co-operation."""
    return tuple(_against_reflection(because, language, languages, mode, running, closed))


def _against_reflection(
    because: str, language: str, languages: Collection[str], mode: str, running: bool, closed: bool
) -> Iterator[Obstacle]:
    if closed:
        yield Obstacle(N_("The case is closed: open a new one first."))
    if running:
        yield Obstacle(N_("The time to reflect runs already: make it longer instead."))
    if because not in set(Because):
        yield Obstacle(N_("Choose why it begins."), "because")
    if language not in languages:
        yield Obstacle(N_("Choose the language in which it was explained."), "language")
    if mode not in set(Told):
        yield Obstacle(N_("Choose how the person was told."), "mode")


def obstacles_to_extending(*, why: str, ended: bool, longer: bool) -> tuple[Obstacle, ...]:
    return tuple(_against_extending(why, ended, longer))


def _against_extending(why: str, ended: bool, longer: bool) -> Iterator[Obstacle]:
    if ended:
        yield Obstacle(N_("It has ended. Let a new time to reflect begin."))
    elif not longer:
        yield Obstacle(N_("Counted from today it would not be longer: make it longer nearer to its end."))
    if not why.strip():
        yield Obstacle(N_("Write why more time is needed, in a sentence."), "why")
    if len(why) > LONGEST_WHY:
        yield Obstacle(N_("Shorten this to %(most)s signs."), "why", {"most": LONGEST_WHY})


def obstacles_to_ending(*, how: str, over: bool, uniformed: bool) -> tuple[Obstacle, ...]:
    """It ends by its own end or by the person’s word, and never by somebody in uniform."""
    return tuple(_against_ending(how, over, uniformed))


def _against_ending(how: str, over: bool, uniformed: bool) -> Iterator[Obstacle]:
    if uniformed:
        yield Obstacle(N_("Nobody in uniform ends the time to reflect. Leave it to whoever looks after the person."))
    if how not in set(Ended):
        yield Obstacle(N_("Choose how it ended."), "how")
    if how == Ended.OVER and not over:
        yield Obstacle(N_("It is not over yet. Before its end only the person may say that it is enough."), "how")
