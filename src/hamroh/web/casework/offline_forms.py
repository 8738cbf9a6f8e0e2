"""Which forms may be kept on a device, and which of their pages and files."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.contrib.staticfiles.finders import find
from django.templatetags.static import static
from django.urls import reverse

from hamroh.web.shell.languages import codes

ASSETS = (
    *("hamroh/hamroh.css", "hamroh/hamroh.rtl.css", "hamroh/hamroh.js", "hamroh/mark.svg", "hamroh/band.svg"),
    *("hamroh/fonts/noto-latin.woff2", "hamroh/fonts/noto-cyrillic.woff2", "hamroh/fonts/noto-tajik.woff2"),
    *("hamroh/offline-drafts.js", "hamroh/offline.js"),
)


@dataclass(frozen=True, slots=True)
class OfflineForm:
    """A form with the version in force. `names`: it asks for names or a story."""

    form: str
    version: UUID
    title: dict[str, str]
    names: bool


@dataclass(frozen=True, slots=True)
class Offer:
    offered: tuple[OfflineForm, ...]
    held_back: tuple[OfflineForm, ...]


def offer() -> Offer:
    """The marked forms of the edition in force. Those that ask for names or a story only if the edition says so."""
    return Offer((), ())


def pages_of(forms: tuple[OfflineForm, ...]) -> list[str]:
    """Every address that a device keeps for these forms: pages in each language, and what they load."""
    pages = [reverse(name, args=[language]) for language in codes() for name in ("offline_here", "offline_limits")]
    pages += [reverse("offline_form", args=[form.version, language]) for form in forms for language in codes()]
    return [*pages, *map(static, ASSETS)]


def stamp() -> str:
    """Changes when anything of what devices keep has changed: words, languages, forms, scripts."""
    kept = pages_of(offer().offered)
    return hashlib.sha256("\n".join([*kept, _content()]).encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _content() -> str:
    """Of this build: where files have no fingerprint in their names, what is in them counts."""
    found = [find(name) for name in ASSETS]
    return hashlib.sha256(b"".join(Path(path).read_bytes() for path in found if path)).hexdigest()
