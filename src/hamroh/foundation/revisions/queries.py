"""How things stand, and how they came to. The group of the table must be open."""

import json
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Max

from hamroh.foundation.revisions.models import Revision
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
