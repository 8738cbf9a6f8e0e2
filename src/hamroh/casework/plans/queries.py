"""The plan, shaped for pages, for sharing and for paper. The case must have been opened with the group *plan*."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext, gettext_lazy

from hamroh.casework.cases.models import Case
from hamroh.casework.cases.queries import last_events
from hamroh.casework.people.terms import Told
from hamroh.casework.plans.models import Goal, Plan, Progress, Step
from hamroh.casework.plans.terms import OPEN, REACHED_WORDS, WHO_WORDS, Reached, State, Who
from hamroh.foundation.revisions import queries as revisions
from hamroh.kernel.errors import NotFound, Obstacle
from hamroh.kernel.text import say
from hamroh.kernel.words import N_
from hamroh.mechanism.editions.queries import InForce, current
from hamroh.mechanism.membership.queries import organisation_names


@dataclass(frozen=True)
class ProgressShown:
    """How far a goal is, or what became of a step. `number` is what a form says it has seen."""

    number: int
    reached: str
    on: date
    words: str
    erased: bool
    written_at: datetime
    written_by: UUID | None


@dataclass(frozen=True)
class StepShown:
    id: UUID
    number: int
    written_at: datetime
    written_by: UUID | None
    what: str
    erased: bool
    who: str
    user_id: UUID | None
    by_organisation: UUID | None
    due: date
    done: ProgressShown | None


@dataclass(frozen=True)
class GoalShown:
    id: UUID
    number: int
    written_at: datetime
    written_by: UUID | None
    words: str
    erased: bool
    need: str
    progress: ProgressShown | None
    steps: tuple[StepShown, ...]

    @property
    def reached(self) -> str:
        """Without a word about it, a goal is not begun."""
        return self.progress.reached if self.progress else Reached.NOT_BEGUN


@dataclass(frozen=True)
class PlanShown:
    """A version of the plan, with its goals and their steps. `words` are those of the last act on it."""

    id: UUID
    number: int
    written_at: datetime
    written_by: UUID | None
    version: int
    state: State
    starts_on: date
    review_on: date
    ends_on: date | None
    authors: frozenset[UUID]
    by: str
    how: str
    agreed_on: date | None
    language: str
    assent: str
    in_force_on: date | None
    ended_on: date | None
    reason: str
    words: Mapping[str, str]
    erased: bool
    goals: tuple[GoalShown, ...] = ()


def plans_of(case: Case) -> list[PlanShown]:
    """All versions of the plan of a case, the newest first. Four questions to the database, however many."""
    goals = _goals(case.pk, case.person_id)
    plans = revisions.newest(Plan, case=case)
    return sorted((_shown(p, case.person_id, goals) for p in plans), key=lambda p: p.version, reverse=True)


def plan_of(case: Case, plan_id: UUID) -> PlanShown:
    """This version. Raises NotFound when the case has none of that key."""
    for plan in plans_of(case):
        if plan.id == plan_id:
            return plan
    raise NotFound("plan", plan_id)


def plan_in_force(plans: list[PlanShown]) -> PlanShown | None:
    return next((plan for plan in plans if plan.state is State.IN_FORCE), None)


def plan_on_its_way(plans: list[PlanShown]) -> PlanShown | None:
    """The version that is being drafted, or waits for approval."""
    return next((plan for plan in plans if plan.state in OPEN), None)


def moves_of_plan(case: Case, plan_id: UUID) -> list[tuple[Plan, Mapping[str, str] | None]]:
    """What happened to a version, newest first, with the words said then; None once erased."""
    rows = [row for row in revisions.history(Plan, plan_id) if row.case_id == case.pk]
    return [(row, revisions.words_of(row, case.person_id)) for row in rows]


def progress_of(case: Case, thing: UUID) -> list[ProgressShown]:
    """All that was said about a goal or a step, newest first."""
    rows = [row for row in revisions.history(Progress, thing) if row.case_id == case.pk]
    return [_progress(row, case.person_id) for row in rows]


def need_words(edition: InForce) -> dict[str, dict[str, str]]:
    """The needs that a goal may answer: the edition's list of needs, else its kinds of services."""
    if any(code_list.id == "need" for code_list in edition.pack.lists):
        return edition.words("need")
    return edition.service_words()


def values(case_id: UUID, person_id: UUID) -> list[tuple[Any, Any]]:
    """What the plan in force tells whoever may read it: goals, how far they are, steps with their days."""
    plans = [plan for plan in revisions.newest(Plan, case_id=case_id) if plan.state == State.IN_FORCE]
    if not plans:
        return []
    plan = _shown(plans[-1], person_id, _goals(case_id, person_id))
    return [*_frame_told(plan), *(pair for goal in plan.goals for pair in _goal_told(goal))]


def goals_for_person(case_id: UUID, person_id: UUID, _now: datetime) -> list[Told]:
    """What the person wants to reach, in their own words, for their own page. What was given up is left out."""
    plans = [plan for plan in revisions.newest(Plan, case_id=case_id) if plan.state == State.IN_FORCE]
    goals = _goals(case_id, person_id).get(plans[-1].thing, ()) if plans else ()
    given_up = (Reached.GIVEN_UP, Reached.CHANGED)
    shown = [goal for goal in goals if goal.words and goal.reached not in given_up]
    return [Told("goal", words=goal.words, done=goal.reached == Reached.REACHED) for goal in shown]


def _frame_told(plan: PlanShown) -> list[tuple[Any, Any]]:
    told: list[tuple[Any, Any]] = [(gettext_lazy("Plan in force since"), plan.in_force_on)]
    return [*told, (gettext_lazy("Looked at again on"), plan.review_on)]


def _goal_told(goal: GoalShown) -> list[tuple[Any, Any]]:
    words = gettext("Erased: nobody can read this any more.") if goal.erased else goal.words
    told: list[tuple[Any, Any]] = [
        (gettext_lazy("Goal, in the person’s words"), words),
        (gettext_lazy("Answers the need"), need_words(current()).get(goal.need, goal.need)),
        (gettext_lazy("How far it is"), gettext(REACHED_WORDS[Reached(goal.reached)])),
    ]
    open_steps = [step for step in goal.steps if step.done is None]
    if open_steps:
        names = organisation_names(step.by_organisation for step in open_steps if step.by_organisation)
        told.append((gettext_lazy("Next steps"), [step_told(step, names) for step in open_steps]))
    return told


def step_told(step: StepShown, names: Mapping[UUID, Mapping[str, str]]) -> str:
    """A step in a line: what, who, until when; without the name of a colleague. `names`: of organisations, by key."""
    what = gettext("Erased: nobody can read this any more.") if step.erased else step.what
    return f"{what} ({who_told(step, names)}, {step.due:%d.%m.%Y})"


def who_told(step: StepShown, names: Mapping[UUID, Mapping[str, str]]) -> str:
    if step.who == Who.ORGANISATION and step.by_organisation:
        return say(names.get(step.by_organisation, {}), get_language() or "")
    return gettext(WHO_WORDS[Who(step.who)])


WAITS = Obstacle(N_("A plan waits for approval: decide on it first."))


def waits_for_approval(case: Case) -> Obstacle | None:
    """Whether a version waits for its approval, told by the timeline alone: whoever closes need not open the plan."""
    last = last_events(case)
    answered = [last[event] for event in ("plan.approved", "plan.returned", "plan.taken_back") if event in last]
    agreed = last.get("plan.agreed")
    return WAITS if agreed and all(agreed > at for at in answered) else None


def _goals(case_id: UUID, person_id: UUID) -> dict[UUID, tuple[GoalShown, ...]]:
    """Goals with their steps, by version, in the order in which they were first written."""
    said = {row.thing: _progress(row, person_id) for row in revisions.newest(Progress, case_id=case_id)}
    steps: dict[tuple[UUID, UUID], list[StepShown]] = defaultdict(list)
    for row in _per_version(Step, case_id):
        steps[row.plan, row.goal].append(_step(row, person_id, said))
    found: dict[UUID, list[GoalShown]] = defaultdict(list)
    for goal in _per_version(Goal, case_id):
        words = revisions.words_of(goal, person_id)
        found[goal.plan].append(
            GoalShown(
                id=goal.thing,
                number=goal.number,
                written_at=goal.written_at,
                written_by=goal.written_by,
                words=(words or {}).get("words", ""),
                erased=words is None,
                need=goal.need,
                progress=said.get(goal.thing),
                steps=tuple(sorted(steps[goal.plan, goal.thing], key=lambda step: (step.due, step.id))),
            )
        )
    return {plan: tuple(goals) for plan, goals in found.items()}


def _per_version(model: Any, case_id: UUID) -> list[Any]:
    """Of each goal or step how it stands in each version; what was taken off is left out."""
    rows = model.objects.filter(case_id=case_id).order_by("plan", "thing", "-number").distinct("plan", "thing")
    return sorted((row for row in rows if not row.dropped), key=lambda row: row.thing)


def _step(row: Step, person_id: UUID, said: Mapping[UUID, ProgressShown]) -> StepShown:
    words = revisions.words_of(row, person_id)
    return StepShown(
        id=row.thing,
        number=row.number,
        written_at=row.written_at,
        written_by=row.written_by,
        what=(words or {}).get("what", ""),
        erased=words is None,
        who=row.who,
        user_id=row.user_id,
        by_organisation=row.by_organisation,
        due=row.due,
        done=said.get(row.thing),
    )


def _progress(row: Progress, person_id: UUID) -> ProgressShown:
    words = revisions.words_of(row, person_id)
    said = (words or {}).get("words", "")
    return ProgressShown(row.number, row.reached, row.on, said, words is None, row.written_at, row.written_by)


def _shown(row: Plan, person_id: UUID, goals: Mapping[UUID, tuple[GoalShown, ...]]) -> PlanShown:
    words = revisions.words_of(row, person_id)
    return PlanShown(
        id=row.thing,
        number=row.number,
        written_at=row.written_at,
        written_by=row.written_by,
        version=row.version,
        state=State(row.state),
        starts_on=row.starts_on,
        review_on=row.review_on,
        ends_on=row.ends_on,
        authors=frozenset(row.authors),
        by=row.by,
        how=row.how,
        agreed_on=row.agreed_on,
        language=row.language,
        assent=row.assent,
        in_force_on=row.in_force_on,
        ended_on=row.ended_on,
        reason=row.reason,
        words=words or {},
        erased=words is None,
        goals=goals.get(row.thing, ()),
    )
