"""What members sign: versions, who signed, and who is still asked."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hamroh.kernel.errors import NotFound
from hamroh.mechanism.membership.models import Agreement, MembershipStatus, Organisation, Signature
from hamroh.mechanism.membership.rules import sign_by
from hamroh.mechanism.membership.terms import Standing


@dataclass(frozen=True, slots=True)
class Version:
    """A numbered version. `newest`: the one that is asked for."""

    id: UUID
    kind: str
    version: int
    issued_at: datetime
    grace_days: int
    paper: str
    document: str
    edition: int | None
    newest: bool
    signed: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A member that has not signed the newest version of a kind. `before`: the version that it signed last, or 0."""

    agreement_id: UUID
    kind: str
    version: int
    organisation_id: UUID
    key: str
    names: dict[str, str]
    by: date
    overdue: bool
    before: int


@dataclass(frozen=True, slots=True)
class Signed:
    organisation_id: UUID
    kind: str
    version: int
    signed_by: str
    signed_on: date


def versions() -> list[Version]:
    """Every version of everything, the newest of each kind first."""
    rows = list(Agreement.objects.order_by("kind", "-version"))
    signed: dict[UUID, int] = {}
    for agreement_id in Signature.objects.order_by().values_list("agreement_id", flat=True):
        signed[agreement_id] = signed.get(agreement_id, 0) + 1
    newest = {row.kind: row.pk for row in reversed(rows)}
    return [_version(row, newest[row.kind] == row.pk, signed.get(row.pk, 0)) for row in rows]


def _version(row: Agreement, newest: bool, signed: int) -> Version:
    return Version(
        row.pk,
        row.kind,
        row.version,
        row.issued_at,
        row.grace_days,
        row.paper,
        row.document,
        row.edition,
        newest,
        signed,
    )


def version(agreement_id: UUID) -> Version:
    found = next((v for v in versions() if v.id == agreement_id), None)
    if found is None:
        raise NotFound("agreement", agreement_id)
    return found


def asked_to_sign(today: date, *, organisation_id: UUID | None = None) -> list[Asked]:
    """Members that have not signed what is in force: never a reason to stop care, always one to be named."""
    newest = {row.kind: row for row in Agreement.objects.order_by("kind", "version")}
    if not newest:
        return []
    rows = Organisation.objects.filter(status=Standing.ADMITTED, group=False).order_by("key")
    if organisation_id:
        rows = rows.filter(pk=organisation_id)
    found = list(rows.values_list("pk", "key", "names"))
    since = MembershipStatus.objects.filter(status=Standing.ADMITTED, organisation_id__in=[id for id, *_ in found])
    admitted = dict(since.order_by("-since").values_list("organisation_id", "since"))  # the first admission wins
    last: dict[tuple[UUID, str], int] = {}
    signatures = Signature.objects.filter(organisation_id__in=admitted).order_by("agreement__version")
    for org, kind, number in signatures.values_list("organisation_id", "agreement__kind", "agreement__version"):
        last[org, kind] = number
    asked = []
    for agreement in newest.values():
        for id, key, names in found:
            before = last.get((id, agreement.kind), 0)
            if before < agreement.version:
                joined = admitted.get(id)
                day = sign_by(agreement.issued_at.date(), joined.date() if joined else None, agreement.grace_days)
                asked.append(
                    Asked(agreement.pk, agreement.kind, agreement.version, id, key, names, day, day < today, before)
                )
    return asked


def unsigned(today: date) -> list[Asked]:
    """Members whose time to sign is over: a finding."""
    return [asked for asked in asked_to_sign(today) if asked.overdue]


def signatures_of(organisation_id: UUID) -> list[Signed]:
    """Everything an organisation signed, the newest first."""
    return _signed(organisation_id=organisation_id)


def signatures_on(agreement_id: UUID) -> list[Signed]:
    return _signed(agreement_id=agreement_id)


def _signed(**which: UUID) -> list[Signed]:
    rows = Signature.objects.filter(**which).order_by("-signed_on", "-id")
    columns = ("organisation_id", "agreement__kind", "agreement__version", "signed_by", "signed_on")
    return [Signed(*row) for row in rows.values_list(*columns)]
