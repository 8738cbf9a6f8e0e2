"""Documents and clauses of the mechanism as a page shows them: in one language, and how far each may be relied on.

Only what was read in a national source is shown as law. The rest says calmly what it is.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamroh.mechanism.editions.pack import Clause, Document, Neighbour, Pack
from hamroh.mechanism.library.rules import Provision
from hamroh.mechanism.library.terms import STATUS_WORDS
from hamroh.web.shell.addresses import url_or_nothing
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.wording import BASIS_WORDS

STATUS_LOOK: Final = {"draft": "warn", "adopted": "ok", "repealed": "void"}
LAWS: Final = ("law", "regulation")
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur", "ps", "dv", "ckb", "yi", "ug"})


def direction(language: str) -> str:
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


def standing(entry: Document | Clause | Neighbour) -> dict[str, Any]:
    """How we know, in words; `law` only where a law or regulation was read in a national source."""
    law = entry.shown_as_law and isinstance(entry, Document) and entry.kind in LAWS
    return {
        "law": law,
        "basis": _("National law") if law else _(BASIS_WORDS[str(entry.basis)]),
        "reviewed": entry.reviewed,
        "note": entry.note,
    }


def status(document: Document) -> dict[str, Any]:
    return {
        "status": document.status,
        "status_words": _(STATUS_WORDS[document.status]),
        "status_look": STATUS_LOOK[document.status],
        "since": document.since,
    }


def clause_shape(clause: Clause, language: str = "") -> dict[str, Any]:
    """A clause to read: its own words, or what it says in ours; which of the two is said."""
    language = language or get_language() or "en"
    words = clause.text or clause.summary or {}
    return {
        "id": clause.id,
        "number": clause.number,
        "name": ml(clause.name or {}, language),
        "text": ml(words, language),
        "summary": clause.text is None and clause.summary is not None,
        "lang": language,
        "dir": direction(language),
        **standing(clause),
    }


def provisions(document: Document, language: str) -> list[Provision]:
    """The clauses of a document as they are compared."""
    return [
        Provision(c.id, c.number, ml(c.name or {}, language), ml(c.text or c.summary or {}, language))
        for c in document.clauses
    ]


def clauses_at(pack: Pack, *events: str) -> list[dict[str, Any]]:
    """The clauses of the steps that an act with these events ends (or begins), for the page on which it is done.

    Repealed texts do not stand there; each clause once.
    """
    return clauses_named(pack, (reference for step in pack.steps_at(*events) for reference in step.clauses))


def clauses_named(pack: Pack, references: Iterable[str]) -> list[dict[str, Any]]:
    """These clauses, each once, as pages show them."""
    found = [held for reference in dict.fromkeys(references) if (held := pack.clause(reference))]
    return [
        {
            **clause_shape(clause),
            **status(document),
            "law": clause.shown_as_law and document.kind in LAWS,
            "document": ml(document.name),
            "url": f"{page}#{clause.id}" if (page := url_or_nothing("library_document", document.id)) else "",
        }
        for document, clause in found
        if document.status != "repealed"
    ]
