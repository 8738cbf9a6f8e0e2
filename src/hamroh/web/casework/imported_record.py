"""What came over with a case from a register, or from another system, as it stood there."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import open_permitted
from hamroh.casework.identification.queries import Imported, imported_record
from hamroh.exchange.registers.terms import EXPLOITATION_WORDS, FIELD_WORDS, Field
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions.queries import current
from hamroh.web.casework.addresses import case_url
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


@page("case:read")
def show_imported(request: Any, case_id: UUID) -> HttpResponse:
    """Own number and notes of the office, kinds of exploitation and of help. Nobody writes here."""
    case, opened = open_permitted(request.actor, case_id, FieldGroup.SCREENING, FieldGroup.NARRATIVE)
    if FieldGroup.NARRATIVE not in opened:
        raise NotFound("case", case_id)
    record = imported_record(case)
    context = {
        "code": case.code,
        "record": record,
        "pairs": _pairs(record) if record else [],
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/show_imported.html", context)


def _pairs(record: Imported) -> list[tuple[str, str]]:
    services = current().service_words()
    kinds = record.facts.get("vic_TypeOfExploitation") or []
    told = [
        (_(FIELD_WORDS[Field.EXPLOITATION]), ", ".join(_(EXPLOITATION_WORDS.get(kind, kind)) for kind in kinds)),
        (_(FIELD_WORDS[Field.SERVICES]), ", ".join(ml(services.get(s, s)) for s in record.facts.get("services") or [])),
    ]
    if record.texts is None:
        return [*told, (_("Texts"), _("Erased: nobody can read this any more."))]
    return [pair for pair in (*told, *((_label(name), str(text)) for name, text in record.texts.items())) if pair[1]]


def _label(name: str) -> str:
    return _(FIELD_WORDS[name]) if name in FIELD_WORDS else name
