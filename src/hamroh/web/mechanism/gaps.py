"""What the mechanism lacks, and what it has twice: by weight, with the remedy and where it is mended."""

import csv
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamroh.kernel import clock
from hamroh.kernel.words import N_
from hamroh.mechanism.editions.pack import Pack
from hamroh.mechanism.roles.rules import Gap
from hamroh.mechanism.roles.terms import GAP_WORDS, GROUP_WORDS, KINDS_OF_WEIGHT, WEIGHT_WORDS, GapKind, Weight
from hamroh.oversight.monitoring.queries import Standing, gaps_today
from hamroh.web.shell.addresses import url_or_nothing
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Figure
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.wording import Names

LOOKS: Final = {Weight.MISSING: "high", Weight.WEAK: "warn", Weight.OPEN: "info"}
# What to do, and the page where it is done.
REMEDIES: Final[dict[GapKind, tuple[str, str]]] = {
    GapKind.NOBODY_RESPONSIBLE: (N_("Name in the next edition who does it."), "edition_list"),
    GapKind.NOBODY_ACCOUNTABLE: (N_("Name in the next edition who answers for it."), "edition_list"),
    GapKind.NO_BODY_THERE: (N_("Find a member that works there, or name another in the next edition."), "member_list"),
    GapKind.TWO_ACCOUNTABLE: (N_("Agree on one, and say so in the next edition."), "edition_list"),
    GapKind.NO_SERVICE: (N_("Find somebody who offers it there, or agree where people are taken."), "services"),
    GapKind.NO_DEPUTY: (N_("Name a deputy."), "seat_list"),
    GapKind.VACANT_SEAT: (N_("Find a holder; until then a delegate may stand in."), "seat_list"),
    GapKind.LAW_SHORTENS: (N_("Shorten the time in the next edition: the law binds today."), "edition_list"),
    GapKind.GUIDANCE_SHORTENS: (N_("Decide whether to follow it in the next edition."), "edition_list"),
    GapKind.ASSUMED_LIMIT: (N_("Agree on this time, or change it, in the next edition."), "edition_list"),
}
SUBJECTS: Final[dict[str, str]] = {
    "steps": N_("Steps"),
    "services": N_("Services"),
    "seats": N_("Seats"),
    "limits": N_("Time limits"),
}
EVERYWHERE: Final = "everywhere"
MOST_PLACES: Final = 3  # of one region by name


@page("work:overview", "edition:draft")
@require_safe
def gap_list(request: Any) -> HttpResponse:
    """By weight and kind; a table of regions; one region or one kind alone by its choice."""
    now = clock.now()
    standing = gaps_today(request.actor, now)
    wording = _Wording(standing)
    region, kind = _chosen(request, wording)
    gaps = [gap for gap in standing.gaps if wording.touches(gap, region) and (not kind or gap.kind == kind)]
    if request.GET.get("as") == "csv":
        return _as_csv(gaps, wording, standing)
    context = {
        "figures": _figures(gaps),
        "weights": [_weight(weight, gaps, wording) for weight in Weight],
        "table": _table(standing.gaps, wording),
        "subjects": [_(words) for words in SUBJECTS.values()],
        "regions": [(id, ml(names), id == region) for id, names in wording.regions.items()],
        "kinds": [(k, _(GAP_WORDS[k]), k == kind) for k in GapKind if any(g.kind == k for g in standing.gaps)],
        "narrowed": bool(region or kind),
        "number": standing.edition.number,
        "now": now,
    }
    return render(request, "mechanism/gap_list.html", context)


def _chosen(request: Any, wording: "_Wording") -> tuple[str, str]:
    """What is not known is not chosen."""
    region, kind = request.GET.get("region", ""), request.GET.get("kind", "")
    return region if region in wording.regions else "", kind if kind in GAP_WORDS else ""


def subject_of(gap: Gap) -> str:
    """Which of the four tables' columns a gap belongs to."""
    if gap.service_type:
        return "services"
    if gap.role:
        return "seats"
    return "limits" if gap.clock else "steps"


class _Wording:
    """A gap in the reader's words."""

    def __init__(self, standing: Standing) -> None:
        self.pack: Pack = standing.edition.pack
        self.names = Names(self.pack)
        self.members = standing.members
        self.steps = {step.id: step for _stage, step in self.pack.steps}
        self.limits = {(limit.clock, limit.urgency or ""): limit for _stage, limit in self.pack.limits}
        self.services = {kind.id: kind.name for kind in self.pack.service_types}
        self.regions = {t.id: dict(t.name) for t in self.pack.territories if t.level == self._level()}
        self._region = {t.id: self._region_of(t.id) for t in self.pack.territories}

    def _level(self) -> int:
        levels = sorted({territory.level for territory in self.pack.territories})
        return (
            levels[1]
            if len(levels) > 1 and sum(t.level == levels[0] for t in self.pack.territories) == 1
            else levels[0]
        )

    def _region_of(self, territory: str) -> str:
        parents = {t.id: t.parent for t in self.pack.territories}
        here: str | None = territory
        while here and here not in self.regions:
            here = parents.get(here)
        return here or ""

    def regions_of(self, gap: Gap) -> set[str]:
        """The regions a gap concerns; none where it is the same everywhere."""
        return {region for territory in gap.territories if (region := self._region.get(territory, ""))}

    def touches(self, gap: Gap, region: str) -> bool:
        return not region or not gap.territories or region in self.regions_of(gap)

    def about(self, gap: Gap) -> str:
        """What is missing or doubled: the step, the service, the seat, the time."""
        if gap.service_type:
            return ml(self.services[gap.service_type])
        if gap.role:
            seat = self.names.party(gap.role)
            return f"{seat}: {ml(self.members[gap.body])}" if gap.body in self.members else seat
        if gap.clock:
            limit = self.limits.get((gap.clock, gap.urgency))
            return ml(dict(limit.name)) if limit else gap.clock
        return ml(dict(self.steps[gap.step].name))

    def more(self, gap: Gap, *, every_place: bool = False) -> str:
        """Where, for whom, who is named, since when."""
        parts = [
            self.names.places(gap.territories) if every_place else self.places(gap),
            ", ".join(_(GROUP_WORDS[group]) for group in gap.groups),
            self.names.all_parties(gap.parties),
            self._urgency(gap),
            self._clause(gap),
        ]
        return "; ".join(part for part in parts if part)

    def places(self, gap: Gap) -> str:
        """Region by region; of a region with many places in it only how many."""
        found: dict[str, list[str]] = {}
        for territory in gap.territories:
            found.setdefault(self._region.get(territory) or territory, []).append(territory)
        return ", ".join(self._part(region, places) for region, places in found.items())

    def _part(self, region: str, places: list[str]) -> str:
        inside = sum(self._region[id] == region for id in self._region) - 1
        if region in places or len(places) == inside:
            return self.names.places([region])
        if len(places) <= MOST_PLACES:
            return self.names.places(places)
        return _("%(region)s (%(n)d of %(all)d places)") % {
            "region": self.names.places([region]),
            "n": len(places),
            "all": inside,
        }

    def _urgency(self, gap: Gap) -> str:
        found = {code.id: ml(dict(code.name)) for code in self.pack.codes("urgency")} if gap.urgency else {}
        return found.get(gap.urgency, "")

    def _clause(self, gap: Gap) -> str:
        found = self.pack.clause(gap.clause) if gap.clause else None
        return f"{ml(dict(found[0].name))}, {found[1].number}" if found else ""


def _figures(gaps: Iterable[Gap]) -> list[Figure]:
    counted = Counter(gap.kind for gap in gaps)
    return [
        Figure(
            sum(counted[kind] for kind in kinds), _(WEIGHT_WORDS[weight]), "late" if weight is Weight.MISSING else ""
        )
        for weight, kinds in KINDS_OF_WEIGHT.items()
    ]


def _weight(weight: Weight, gaps: list[Gap], wording: _Wording) -> dict[str, Any]:
    kinds, look = KINDS_OF_WEIGHT[weight], LOOKS[weight]
    found = [_kind(kind, [gap for gap in gaps if gap.kind == kind], wording, look) for kind in kinds]
    return {"words": _(WEIGHT_WORDS[weight]), "kinds": [kind for kind in found if kind["gaps"]]}


def _kind(kind: GapKind, gaps: list[Gap], wording: _Wording, look: str) -> dict[str, Any]:
    remedy, where = REMEDIES[kind]
    return {
        "sentence": _(GAP_WORDS[kind]),
        "remedy": _(remedy),
        "url": url_or_nothing(where),
        "look": look,
        "count": len(gaps),
        "gaps": [
            {"about": wording.about(gap), "more": wording.more(gap), "since": gap.since, "url": _place(gap)}
            for gap in gaps
        ],
    }


def _place(gap: Gap) -> str:
    """The step itself, on the page of the picture."""
    return f"{url_or_nothing('picture')}#step-{gap.step}" if gap.step else ""


def _table(gaps: Iterable[Gap], wording: _Wording) -> list[tuple[str, list[tuple[str, int]]]]:
    """How many gaps of each subject each region has; what is the same everywhere stands first, once."""
    counted: Counter[tuple[str, str]] = Counter()
    for gap in gaps:
        for region in wording.regions_of(gap) or {EVERYWHERE}:
            counted[region, subject_of(gap)] += 1
    rows = {EVERYWHERE: _("The whole country")} | {id: ml(names) for id, names in wording.regions.items()}
    return [
        (told, [(_(words), counted[region, subject]) for subject, words in SUBJECTS.items()])
        for region, told in rows.items()
    ]


def _as_csv(gaps: Iterable[Gap], wording: _Wording, standing: Standing) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="gaps-edition-{standing.edition.number}.csv"'
    response.write("\ufeff")  # spreadsheets take the letters for what they are
    sheet = csv.writer(response)
    sheet.writerow([_("What"), _("About"), _("Where, for whom"), _("Since"), _("Remedy")])
    for gap in gaps:
        kind = GapKind(gap.kind)
        sheet.writerow(
            [
                _(GAP_WORDS[kind]),
                wording.about(gap),
                wording.more(gap, every_place=True),
                gap.since or "",
                _(REMEDIES[kind][0]),
            ]
        )
    return response
