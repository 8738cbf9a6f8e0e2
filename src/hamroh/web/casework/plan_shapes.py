"""The plan as its pages say it. Values in, words out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hamroh.casework.plans.queries import (
    GoalShown,
    PlanShown,
    StepShown,
    need_words,
    plan_in_force,
    plan_on_its_way,
    plans_of,
)
from hamroh.casework.plans.terms import (
    ASSENT_WORDS,
    BY_WORDS,
    DONE_WORDS,
    ENDED_WORDS,
    HOW_WORDS,
    REACHED_WORDS,
    STATE_WORDS,
    WHO_WORDS,
    WRITABLE,
    Assent,
    By,
    Done,
    Ended,
    How,
    Reached,
    State,
    Who,
)
from hamroh.kernel import clock
from hamroh.mechanism.editions.queries import InForce, day_of
from hamroh.mechanism.membership.queries import colleague_names, organisation_names
from hamroh.web.shell.clocks import day
from hamroh.web.shell.templatetags.hamroh import ml

LOOKS = {
    State.DRAFT: "info",
    State.AGREED: "warn",
    State.RETURNED: "warn",
    State.IN_FORCE: "ok",
    State.REPLACED: "void",
    State.ENDED: "void",
    State.DROPPED: "void",
}
REACHED_LOOKS = {
    Reached.NOT_BEGUN: "",
    Reached.UNDER_WAY: "info",
    Reached.REACHED: "ok",
    Reached.GIVEN_UP: "void",
    Reached.CHANGED: "warn",
}


def erased() -> str:
    return _("Erased: nobody can read this any more.")


class Shaping:
    """Names of colleagues and organisations that the versions mention, asked once for all of them."""

    def __init__(self, plans: Iterable[PlanShown], edition: InForce, today: date) -> None:
        steps = [step for plan in plans for goal in plan.goals for step in goal.steps]
        self.people = colleague_names(step.user_id for step in steps if step.user_id)
        self.organisations = organisation_names(step.by_organisation for step in steps if step.by_organisation)
        self.needs, self.languages, self.today = need_words(edition), edition.words("language"), today

    def plan(self, plan: PlanShown) -> dict[str, Any]:
        return {
            "id": plan.id,
            "number": plan.number,
            "version": plan.version,
            "state": str(plan.state),
            "state_words": _(STATE_WORDS[plan.state]),
            "look": LOOKS[plan.state],
            "writable": plan.state in WRITABLE,
            "goals": [self.goal(goal) for goal in plan.goals],
            "frame": self.frame(plan),
            "returned": (erased() if plan.erased else plan.words.get("reasons", ""))
            if plan.state is State.RETURNED
            else "",
        }

    def frame(self, plan: PlanShown) -> list[tuple[str, Any]]:
        """Label and value of what stands above the goals."""
        told: list[tuple[str, Any]] = [(_("Runs from"), plan.starts_on), (_("Looked at again"), plan.review_on)]
        if plan.ends_on:
            told.append((_("Meant to end"), plan.ends_on))
        if plan.agreed_on:
            told.append((_("Agreed"), self.agreement(plan)))
        if plan.in_force_on:
            told.append((_("In force since"), plan.in_force_on))
        if plan.ended_on:
            why = _(ENDED_WORDS[Ended(plan.reason)]) if plan.reason else _(STATE_WORDS[plan.state])
            told += [(_("Ended"), plan.ended_on), (_("Why"), why)]
        return told

    def agreement(self, plan: PlanShown) -> str:
        """Who agreed, how, in which language and, for a child, what it said; the day stands in front."""
        parts = [f"{plan.agreed_on:%d.%m.%Y}", _(BY_WORDS[By(plan.by)]), _(HOW_WORDS[How(plan.how)])]
        parts.append(ml(self.languages.get(plan.language, plan.language)))
        if plan.assent:
            parts.append(_(ASSENT_WORDS[Assent(plan.assent)]))
        return ", ".join(part for part in parts if part)

    def goal(self, goal: GoalShown) -> dict[str, Any]:
        said = goal.progress
        reached = Reached(goal.reached)
        return {
            "id": goal.id,
            "number": goal.number,
            "words": erased() if goal.erased else goal.words,
            "need": ml(self.needs.get(goal.need, goal.need)),
            "reached": _(REACHED_WORDS[reached]),
            "look": REACHED_LOOKS[reached],
            "since": said.on if said else None,
            "said": (erased() if said.erased else said.words) if said else "",
            "steps": [self.step(step) for step in goal.steps],
        }

    def step(self, step: StepShown) -> dict[str, Any]:
        done = step.done
        return {
            "id": step.id,
            "number": step.number,
            "what": erased() if step.erased else step.what,
            "who": self.who(step),
            "due": step.due,
            "late": done is None and step.due < self.today,
            "done": _(DONE_WORDS[Done(done.reached)]) if done else "",
            "done_on": done.on if done else None,
            "said": (erased() if done.erased else done.words) if done else "",
        }

    def who(self, step: StepShown) -> str:
        if step.user_id:
            return self.people.get(step.user_id, _("A colleague"))
        if step.by_organisation:
            return ml(self.organisations.get(step.by_organisation, ""))
        return _(WHO_WORDS[Who(step.who)])


def needs_to_choose(edition: InForce) -> list[tuple[str, str]]:
    return [(code, ml(words)) for code, words in need_words(edition).items()]


def named(rows: Mapping[UUID, dict[str, str]]) -> list[tuple[str, str]]:
    """Organisations to choose from, by name."""
    return sorted(((str(key), ml(names)) for key, names in rows.items()), key=lambda row: row[1])


def in_a_line(actor: Any, case: Any) -> tuple[str, str] | None:
    """What the page of a case says of the plan; asked only when the part was opened."""
    plans = plans_of(case)
    on_its_way, running = plan_on_its_way(plans), plan_in_force(plans)
    if on_its_way:
        state = _(STATE_WORDS[on_its_way.state])
        return (f"{state} · {_('an earlier version is in force')}" if running else state), "now"
    if running:
        late = running.review_on < day_of(clock.now())
        said = _("In force; looked at again on %(day)s") % {"day": day(running.review_on)}
        return said, "late" if late else "ok"
    return (_(STATE_WORDS[plans[0].state]), "") if plans else None
