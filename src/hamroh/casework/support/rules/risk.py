"""What a risk assessment and a safety plan must say. People judge; the machine never lowers what they saw."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hamroh.casework.support.terms import LEVEL_WORDS, NONE_SEEN, NOT_KNOWN, RANK
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

LONGEST = 2000
MOST_MEASURES = 20
NEEDS_REASON = RANK["medium"]


@dataclass(frozen=True, slots=True)
class Assessed:
    """Levels and reasons by dimension; the level over all, as whoever writes judges it, and why it is no higher."""

    levels: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    overall: str = ""
    why: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is done for safety."""

    what: str = ""
    who: str = ""
    when: str = ""

    @property
    def empty(self) -> bool:
        return not (self.what or self.who or self.when)


@dataclass(frozen=True, slots=True)
class Planned:
    """The safety plan as it was agreed with the person."""

    measures: tuple[Measure, ...] = ()
    warning_signs: str = ""
    where_to_go: str = ""
    whom_to_call: str = ""
    code_word: str = ""


def highest(levels: Mapping[str, str]) -> str:
    """The worst of the single levels; not known where no level is."""
    known = [level for level in levels.values() if level in RANK]
    return max(known, key=RANK.__getitem__, default=NOT_KNOWN)


def needs_why(levels: Mapping[str, str], overall: str) -> bool:
    """Whether a level over all must be explained: it is below the worst single one, or says none where not all is known."""
    if overall == NONE_SEEN and NOT_KNOWN in levels.values():
        return True
    return RANK.get(overall, -1) < RANK.get(highest(levels), -1)


def obstacles_to_assessing(
    assessed: Assessed, *, dimensions: Collection[str], today: date, latest: date
) -> tuple[Obstacle, ...]:
    """Everything that stands against this assessment. `latest`: the last day on which it may be reviewed."""
    return (
        *_against_levels(assessed, dimensions),
        *_against_overall(assessed),
        *against_review(assessed.review_on, today, latest),
    )


def _against_levels(assessed: Assessed, dimensions: Collection[str]) -> Iterator[Obstacle]:
    if set(assessed.levels) - set(dimensions):
        yield Obstacle(N_("The list of risks has changed meanwhile: open the page again."))
    for code in dimensions:
        level, reason = assessed.levels.get(code, ""), assessed.reasons.get(code, "").strip()
        if level not in LEVEL_WORDS:
            yield Obstacle(N_("Choose a level; “not known” is one of them."), f"level_{code}")
        elif RANK.get(level, 0) >= NEEDS_REASON and not reason:
            yield Obstacle(N_("Write what makes it so: whoever acts next must understand it."), f"reason_{code}")
        yield from too_long(reason, f"reason_{code}")


def _against_overall(assessed: Assessed) -> Iterator[Obstacle]:
    if assessed.overall not in LEVEL_WORDS:
        yield Obstacle(N_("Choose the level over all: you judge it, nothing is worked out."), "overall")
    elif needs_why(assessed.levels, assessed.overall) and not assessed.why.strip():
        yield Obstacle(N_("It is lower than the single risks say: write why."), "why")
    yield from too_long(assessed.why, "why")


def against_review(review_on: date | None, today: date, latest: date) -> Iterator[Obstacle]:
    if review_on is None:
        yield Obstacle(N_("Write on which day the risk is looked at again."), "review_on")
    elif review_on <= today:
        yield Obstacle(N_("This day is not ahead: choose a later one."), "review_on")
    elif review_on > latest:
        yield Obstacle(
            N_("The mechanism asks for it by %(day)s at the latest: choose an earlier day."),
            "review_on",
            {"day": f"{latest:%d.%m.%Y}"},
        )


def obstacles_to_planning(plan: Planned) -> tuple[Obstacle, ...]:
    """A safety plan says at least one thing, and of each measure what is done."""
    return tuple(_against_plan(plan))


def _against_plan(plan: Planned) -> Iterator[Obstacle]:
    if not (plan.measures or plan.warning_signs or plan.where_to_go or plan.whom_to_call or plan.code_word):
        yield Obstacle(N_("Nothing was written: write at least one thing that is done, or go back."), "what_1")
    if len(plan.measures) > MOST_MEASURES:
        yield Obstacle(N_("Keep to %(most)s measures: more than that nobody remembers."), "", {"most": MOST_MEASURES})
    for number, measure in enumerate(plan.measures, 1):
        if not measure.what:
            yield Obstacle(N_("Write what is done."), f"what_{number}")
        for part in ("what", "who", "when"):
            yield from too_long(getattr(measure, part), f"{part}_{number}")
    for part in ("warning_signs", "where_to_go", "whom_to_call", "code_word"):
        yield from too_long(getattr(plan, part), part)


def measures_of(rows: Sequence[Mapping[str, str]]) -> tuple[Measure, ...]:
    """Measures as they were typed, without the lines that stayed empty."""
    found = (Measure(*(str(row.get(part, "")).strip() for part in ("what", "who", "when"))) for row in rows)
    return tuple(measure for measure in found if not measure.empty)


def too_long(text: str, where: str, most: int = LONGEST) -> Iterator[Obstacle]:
    if len(text) > most:
        yield Obstacle(N_("Shorten this to %(most)s signs."), where, {"most": most})
