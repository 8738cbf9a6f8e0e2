"""The time to recover and reflect, shaped for pages. The case must have been opened."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.casework.cases.models import Case
from hamroh.casework.status import terms
from hamroh.casework.status.models import Extension, Reflection
from hamroh.foundation.vault.access import Unreadable, unseal


@dataclass(frozen=True, slots=True)
class ExtensionShown:
    until: datetime
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class ReflectionShown:
    """One such time. `ends_at` None: until the person says so. `basis` tells how we know its length."""

    id: UUID
    because: str
    started_at: datetime
    ends_at: datetime | None
    basis: str
    notice_language: str
    notice_mode: str
    ended_at: datetime | None
    ended_how: str
    extensions: tuple[ExtensionShown, ...]

    def over(self, now: datetime) -> bool:
        return self.ends_at is not None and now >= self.ends_at


def reflections_of(case: Case) -> list[ReflectionShown]:
    """All of a case, the newest first."""
    rows = Reflection.objects.filter(case=case).order_by("-started_at", "-pk")
    return [_shown(row, case) for row in rows]


def newest_reflection(case: Case) -> ReflectionShown | None:
    row = Reflection.objects.filter(case=case).order_by("-started_at", "-pk").first()
    return _shown(row, case) if row else None


def _shown(row: Reflection, case: Case) -> ReflectionShown:
    extensions = Extension.objects.filter(reflection=row).order_by("extended_at", "pk")
    return ReflectionShown(
        id=row.pk,
        because=row.because,
        started_at=row.started_at,
        ends_at=row.ends_at,
        basis=row.basis,
        notice_language=row.notice_language,
        notice_mode=row.notice_mode,
        ended_at=row.ended_at,
        ended_how=row.ended_how,
        extensions=tuple(ExtensionShown(e.until, e.extended_at, _why(e, case)) for e in extensions),
    )


def _why(extension: Extension, case: Case) -> str:
    try:
        place = terms.EXTENSION_PLACE.format(extension.pk)
        return unseal(case.person_id, bytes(extension.why_sealed), place=place)
    except Unreadable:
        return ""
