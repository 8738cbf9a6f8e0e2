"""Collect every sentence for people from code and templates, and bring the catalogues up to date (`make messages`).

New sentences come in untranslated, vanished ones go, translations stay.
`sentences()` is also what the tests compare with.
"""

import ast
import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "hamroh"
LANGUAGES = ("tg", "ru")
KEYWORDS = {
    **{name: None for name in ("_", "N_", "gettext", "gettext_lazy", "gettext_noop")},
    **{name: (1, 2) for name in ("ngettext", "ngettext_lazy", "N_plural", "_n")},
    **{name: ((1, "c"), 2) for name in ("pgettext", "pgettext_lazy")},
    **{name: ((1, "c"), 2, 3) for name in ("npgettext", "npgettext_lazy")},
}


def sentences() -> Catalog:
    """All sentences of the package as an untranslated catalogue."""
    catalogue = Catalog(charset="utf-8")
    for path, text in _sources():
        for line, function, found, comments in _extract(text):
            context, message = _split(function, found)
            catalogue.add(message, locations=[(path, line)], auto_comments=comments, context=context)
    return catalogue


def _sources() -> Iterator[tuple[str, str]]:
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            text = path.read_text(encoding="utf-8")
            yield path.relative_to(PACKAGE).as_posix(), text
            yield path.relative_to(PACKAGE).as_posix(), _inside_f_strings(text)
    for path in sorted([*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt")]):
        yield path.relative_to(PACKAGE).as_posix(), templatize(path.read_text(encoding="utf-8"), origin=str(path))


def _inside_f_strings(text: str) -> str:
    """The calls that stand inside f-strings, each on its own line: before Python 3.12 Babel does not look there."""
    joined = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.JoinedStr)]
    return "\n".join(ast.unparse(call) for node in joined for call in ast.walk(node) if isinstance(call, ast.Call))


def _extract(text: str) -> Iterator[tuple[int, str, object, list[str]]]:
    for line, function, message, comments in extract_python(
        BytesIO(text.encode()), KEYWORDS, ["Translators"], {"encoding": "utf-8"}
    ):
        if message and (isinstance(message, str) or any(message)):
            yield line, function, message, comments


def _split(function: str, message: object) -> tuple[str | None, object]:
    parts = tuple(m for m in message if m is not None) if isinstance(message, tuple) else (message,)
    if function in ("pgettext", "pgettext_lazy"):
        return str(parts[0]), parts[1]
    if function in ("npgettext", "npgettext_lazy"):
        return str(parts[0]), (parts[1], parts[2])
    if "ngettext" in function or function in ("_n", "N_plural"):
        return None, (parts[0], parts[1])
    return None, parts[0]


def catalogue_path(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _lasting(text: str) -> Iterator[str]:
    """The catalogue without what changes at every run or says nothing."""
    noise = (
        "Project-Id",
        "Report-Msgid",
        "POT-Creation",
        "PO-Revision",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
    for line in text.splitlines(keepends=True):
        if not line.startswith(tuple(f'"{name}' for name in noise)):
            yield line


def update() -> None:
    template = sentences()
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.header_comment = (
            f"# Translations of Hamroh ({language}). reviewed: no — a native lawyer must read them.\n#"
        )
        catalogue.fuzzy = False
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        written = BytesIO()
        write_po(written, catalogue, width=110, sort_output=True, include_lineno=False)
        path.write_text("".join(_lasting(written.getvalue().decode("utf-8"))), encoding="utf-8")
        missing = sum(
            1 for m in catalogue if m.id and not (all(m.string) if isinstance(m.string, tuple | list) else m.string)
        )
        print(f"{language}: {len(catalogue)} sentences, {missing} without a translation", file=sys.stderr)


if __name__ == "__main__":
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    update()
