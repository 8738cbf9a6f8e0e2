"""A pack as the picture and its text: which lanes there are, which box stands in which, what each step says."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamroh.mechanism.editions.pack import Pack, Stage, Step
from hamroh.mechanism.roles.terms import SHARE_WORDS, Share
from hamroh.web.mechanism.drawing import Box, Column, Lane, Picture
from hamroh.web.shell.addresses import url_or_nothing
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.wording import BASIS_WORDS, Names, limits_in_words, reads_from_the_right, short_limits

MOST_LANES: Final = 8  # with more, whoever has one step alone shares a lane
OTHERS: Final = "others"
WORST_SHARES: Final = (0.0, 0.1, 0.25, 0.4)  # of all late work: edges of the five tints

Work = Mapping[str, tuple[int, int]]


def picture_of(pack: Pack, work: Work, vacant: Collection[str]) -> Picture:
    """`work`: open and late by clock, empty for whoever may not see it. `vacant`: roles that nobody holds."""
    names = Names(pack)
    doers = {step.id: _doers(step) for _stage, step in pack.steps}
    lane_of = _lanes(doers)
    lanes = tuple(_lane(lane, lane_of, doers, names, vacant) for lane in _in_order(lane_of))
    return Picture(
        title=ml(dict(pack.mechanism.name)),
        description=_description(pack, len(lanes), work),
        lanes=lanes,
        columns=tuple(_column(stage, place, pack, names) for place, stage in enumerate(pack.stages)),
        boxes=tuple(_box(pack, stage, step, lane_of, doers, names, work) for stage, step in pack.steps),
        rtl=reads_from_the_right(),
    )


def _doers(step: Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party for line in step.responsibilities for party in line.responsible))


def _lanes(doers: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Of each step its lane: among those who do it, whoever does most; with too many lanes, single ones are joined."""
    often = Counter(party for parties in doers.values() for party in parties)
    lane_of = {
        step: max(parties, key=lambda party: often[party]) if parties else OTHERS for step, parties in doers.items()
    }
    if len(set(lane_of.values())) <= MOST_LANES:
        return lane_of
    steps = Counter(lane_of.values())
    return {step: lane if steps[lane] > 1 else OTHERS for step, lane in lane_of.items()}


def _in_order(lane_of: Mapping[str, str]) -> list[str]:
    """As the passage meets them; whoever shares a lane stands last."""
    return sorted(dict.fromkeys(lane_of.values()), key=lambda lane: lane == OTHERS)


def _lane(
    lane: str, lane_of: Mapping[str, str], doers: Mapping[str, tuple[str, ...]], names: Names, vacant: Collection[str]
) -> Lane:
    if lane == OTHERS:
        return Lane(OTHERS, _("Others"), _("named in the box"))
    beside = [p for step, parties in doers.items() if lane_of[step] == lane for p in parties if p != lane]
    note = _("nobody holds this seat") if lane in vacant else names.all_parties(beside)
    return Lane(lane, names.party(lane), note, lane in vacant)


def _column(stage: Stage, place: int, pack: Pack, names: Names) -> Column:
    after = [pack.stages[place + 1].id] if place + 1 < len(pack.stages) else []
    return Column(
        stage.id,
        ml(dict(stage.name)),
        ml(names.decisions.get(stage.decision)) if stage.decision else "",
        tuple(after if stage.leads_to is None else stage.leads_to),
        tuple(stage.may_return_to),
    )


def _box(
    pack: Pack,
    stage: Stage,
    step: Step,
    lane_of: Mapping[str, str],
    doers: Mapping[str, tuple[str, ...]],
    names: Names,
    work: Work,
) -> Box:
    open_, late = work.get(step.clock or "", (0, 0))
    shown = bool(work) and step.clock in work
    return Box(
        id=step.id,
        column=stage.id,
        lane=lane_of[step.id],
        title=ml(dict(step.name)),
        who=names.all_parties(doers[step.id]) if lane_of[step.id] == OTHERS else "",
        limit=short_limits(pack, step.clock),
        count=str(open_) if shown else "",
        late=ngettext("%(n)d late", "%(n)d late", late) % {"n": late} if shown and late else "",
        share=_share(late, sum(lates for _open, lates in work.values())),
        after=step.after,
        note=names.whom(step.when),
    )


def _share(late: int, all_late: int) -> int:
    part = late / all_late if all_late else 0
    return sum(part > edge for edge in WORST_SHARES)


def _description(pack: Pack, lanes: int, work: Work) -> str:
    told = _(
        "%(stages)d stages from one side to the other, %(lanes)d lanes of those who act, %(steps)d steps. Every step is told "
        "in words below the picture."
    ) % {"stages": len(pack.stages), "lanes": lanes, "steps": len(pack.steps)}
    if work:
        open_, late = (sum(pair[place] for pair in work.values()) for place in (0, 1))
        told += " " + _("Open work: %(open)d, of it late: %(late)d.") % {"open": open_, "late": late}
    return told


def stages_in_words(pack: Pack, work: Work) -> list[dict[str, Any]]:
    """Everything the picture shows and what it has no room for, stage by stage."""
    names = Names(pack)
    stages = {stage.id: stage for stage in pack.stages}
    return [
        {
            "id": stage.id,
            "name": ml(dict(stage.name)),
            "decision": ml(names.decisions.get(stage.decision)) if stage.decision else "",
            "leads_to": [ml(dict(stages[s].name)) for s in _column(stage, place, pack, names).leads_to],
            "returns_to": [ml(dict(stages[s].name)) for s in stage.may_return_to],
            "steps": [step_in_words(pack, names, step, work) for step in stage.steps],
        }
        for place, stage in enumerate(pack.stages)
    ]


def step_in_words(pack: Pack, names: Names, step: Step, work: Work) -> dict[str, Any]:
    limit = pack.limit(step.clock) if step.clock else None
    open_, late = work.get(step.clock or "", (0, 0))
    return {
        "id": step.id,
        "name": ml(dict(step.name)),
        "whom": names.whom(step.when),
        "lines": [line for responsibility in step.responsibilities for line in _shares(responsibility, names)],
        "limit": limits_in_words(pack, step.clock),
        "basis": _(BASIS_WORDS[str(limit.basis)]) if limit else "",
        "forms": [ml(names.forms[form]) for form in step.forms],
        "clauses": [clause for reference in step.clauses if (clause := _clause(pack, reference))],
        "open": open_,
        "late": late,
        "counted": bool(work) and step.clock in work,
    }


def _shares(responsibility: Any, names: Names) -> list[tuple[str, str]]:
    where = names.places(responsibility.territories)
    whom = names.whom(responsibility.when)
    narrow = f" ({'; '.join(part for part in (where, whom) if part)})" if where or whom else ""
    return [
        (_(SHARE_WORDS[share]), names.all_parties(parties) + narrow)
        for share in Share
        if (parties := getattr(responsibility, share.value))
    ]


def _clause(pack: Pack, reference: str) -> dict[str, str] | None:
    found = pack.clause(reference)
    if found is None:
        return None
    document, clause = found
    page = url_or_nothing("library_document", document.id)
    name = ml(dict(clause.name)) if clause.name else ""
    return {
        "document": ml(dict(document.name)),
        "label": f"{clause.number} {name}".strip(),
        "url": f"{page}#{clause.id}" if page else "",
        "status": document.status,
        "text": ml(dict(clause.text or clause.summary or {})),
    }
