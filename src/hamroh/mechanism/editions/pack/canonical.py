"""A pack written as files, always the same way: one file a section, fields in the order of the schema, no comments.

What is written is read back as an equal pack; written again, it is the same to the byte.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from hamroh.foundation.forms.definition.files import markdown_of

from .files import ROOT
from .forms import FOLDER
from .schema import Pack
from .tree import INVISIBLE, NOTHING, TRUTHS, WHOLE

#: What may stand without quotes: it begins with a letter, and holds no sign that YAML could take for its own.
PLAIN: Final = re.compile(r"[^\W\d_](?:[\w .()/+–—’“”«»№;?!-]|:(?=[^\s]))*", re.UNICODE)
FIRST: Final = ("id", "clock", "date")
LAST: Final = ("basis", "source", "reviewed", "note")
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
DURATION: Final = re.compile(r"[0-9]{1,5}(h|d|wd)")


def written_pack(pack: Pack) -> dict[str, str]:
    """The files of the pack by name, `mechanism.yaml` first."""
    languages = pack.mechanism.languages
    plain = pack.model_dump(mode="json", exclude_defaults=True)
    books = {form["id"]: form.pop("workbook") for form in plain["forms"] if "workbook" in form}
    sections = {name: plain[name] for name in Pack.model_fields if name in plain and name != "mechanism"}
    files = [f"{name}.yaml" for name in sections]
    head = "\n".join(["files:", *(f"  - {name}" for name in files), "", ""])
    written = {ROOT: head + _file("mechanism", plain["mechanism"], languages)}
    written |= {f"{name}.yaml": _file(name, value, languages) for name, value in sections.items()}
    return written | {f"{FOLDER}/{name}.md": markdown_of(book) for name, book in books.items()}


def write_pack(pack: Pack, folder: Path) -> None:
    """Writes the files into a folder that is new or empty. Raises FileExistsError for any other."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(str(folder))
    for name, text in written_pack(pack).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode())


def _file(name: str, value: Any, languages: Sequence[str]) -> str:
    return "\n".join(_entry(name, value, 0, languages)) + "\n"


def _entry(key: str, value: Any, indent: int, languages: Sequence[str]) -> Iterator[str]:
    """`key: value`, on one line where the value is short of structure."""
    space = " " * indent
    if _is_flat(value):
        yield f"{space}{_scalar(key)}: {_flat(value)}"
        return
    yield f"{space}{_scalar(key)}:"
    yield from _block(value, indent + 2, languages)


def _block(value: Any, indent: int, languages: Sequence[str]) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key in _ordered(value, languages):
            yield from _entry(key, value[key], indent, languages)
        return
    for item in value:
        if _is_flat(item):
            yield f"{' ' * indent}- {_flat(item)}"
            continue
        first, *rest = _block(item, indent + 2, languages)
        yield f"{' ' * indent}- {first.lstrip()}"
        yield from rest


def _ordered(value: Mapping[str, Any], languages: Sequence[str]) -> list[str]:
    """Languages in the order of the mechanism; of an entry its id first, then its fields, and how we know it last."""
    if value and set(value) <= set(languages):
        return [language for language in languages if language in value]
    return sorted(value, key=lambda name: (name in LAST, name not in FIRST))


def _is_flat(value: Any) -> bool:
    if isinstance(value, Mapping):
        return not value
    if isinstance(value, list | tuple):
        return all(not isinstance(item, Mapping | list | tuple) for item in value)
    return True


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_scalar(item) for item in value)}]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "~"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if DAY.fullmatch(text) or DURATION.fullmatch(text) or (_is_plain(text) and len(text) < 200):
        return text
    return INVISIBLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def _is_plain(text: str) -> bool:
    understood = text in NOTHING or text in TRUTHS or WHOLE.fullmatch(text)
    return not understood and text == text.strip() and bool(PLAIN.fullmatch(text)) and not text.endswith(":")
