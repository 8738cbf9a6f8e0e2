"""How things stand, and how they came to. The group of the table must be open."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hamroh.foundation.revisions.models import Revision
from hamroh.foundation.revisions.terms import SEALED, Asked, Fields, Kind
from hamroh.foundation.vault.access import Unreadable, unseal

R = TypeVar("R", bound=Revision)


def newest(model: type[R], **wanted: Any) -> list[R]:
    """Of each thing its newest revision, in the order in which things were first written. One query.

    `wanted` narrows by columns that never change over a thing's life, such as `case`.
    """
    rows = model._default_manager.filter(**wanted).order_by("thing", "-number").distinct("thing")
    return sorted(rows, key=lambda row: row.thing)


def newest_one(model: type[R], thing: UUID) -> R | None:
    """How one thing stands now; None while nothing was written."""
    return model._default_manager.filter(thing=thing).order_by("-number").first()


def newest_number(model: type[R], thing: UUID) -> int:
    number = model._default_manager.filter(thing=thing).aggregate(newest=Max("number"))["newest"]
    return number or 0


def history(model: type[R], thing: UUID) -> list[R]:
    """All revisions of a thing, the newest first."""
    return list(model._default_manager.filter(thing=thing).order_by("-number"))


def words_of(row: Revision, subject_id: UUID) -> dict[str, Any] | None:
    """What was sealed with this revision; nothing written is an empty dict. None once it was erased."""
    if row.sealed is None:
        return {}
    try:
        told: dict[str, Any] = json.loads(unseal(subject_id, bytes(row.sealed), place=place_of(type(row), row.pk)))
    except Unreadable:
        return None
    return told


def place_of(model: type[Revision], key: UUID) -> str:
    """Table, column and row: where a sealed value opens, and nowhere else."""
    return f"{model._meta.db_table}.sealed:{key}"


def as_said(row: Revision, fields: Fields, subject_id: UUID) -> dict[str, Any]:
    """What stands in this revision, field by field, as it was typed: for a form. What was erased is missing."""
    words = words_of(row, subject_id) or {}
    return {a.name: words.get(a.name, "") if a.kind in SEALED else getattr(row, a.name) for a in fields}


def told_pairs(
    row: Revision, fields: Fields, subject_id: UUID, lists: Mapping[str, Mapping[str, Any]], *, erased: Any = ""
) -> list[tuple[Any, Any]]:
    """Label and value of each field in which something stands: codes as words by language, choices as message ids.

    `lists`: the edition's, by name. `erased` stands for what nobody can read any more.
    """
    words = words_of(row, subject_id)
    pairs = []
    for asked in fields:
        value = (words or {}).get(asked.name) if asked.kind in SEALED else getattr(row, asked.name)
        if value not in (None, "", [], False):
            pairs.append((_(asked.label), _in_words(asked, value, lists)))
    return pairs if words is not None or not erased else [*pairs, (erased, erased)]


def _in_words(asked: Asked, value: Any, lists: Mapping[str, Mapping[str, Any]]) -> Any:
    if asked.kind is Kind.CODE:
        return lists.get(asked.of, {}).get(value, value)
    if asked.kind is Kind.CODES:
        return [lists.get(asked.of, {}).get(code, code) for code in value]
    if asked.kind is Kind.CHOICE:
        return _(asked.choices[value]) if value in asked.choices else value
    return value
