"""What a sheet says of itself, in a square code and in letters: which form, which version, which language, which page.

Nothing else: no address of a server, no person, no case. Whoever finds a sheet learns from it what its title says.
"""

from dataclasses import dataclass

import segno

from hamroh.foundation.forms.definition import Definition

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class PaperCode:
    """A code read from a sheet. `page` is 0 where it was not said."""

    form: str
    version: str
    language: str
    page: int = 0


def paper_version(version: str, sha: str) -> str:
    """The version as a sheet bears it. An author may forget to count on: the beginning of the content's hash tells apart."""
    return version if sha.startswith(version) else f"{version}-{sha[:4]}"


def paper_code(definition: Definition, language: str, page: int = 0) -> str:
    """`intake/2-3fa9/tg/1`."""
    parts = [definition.form, paper_version(definition.version, definition.sha), language]
    return "/".join([*parts, *([str(page)] if page else [])])


def read_paper_code(typed: str) -> PaperCode | None:
    """The code of a sheet as somebody scanned or typed it, with or without its page; None when it is none."""
    parts = [part.strip() for part in typed[:_LONGEST].strip().split("/")]
    page = int(parts.pop()) if len(parts) > 3 and parts[-1].isascii() and parts[-1].isdigit() else 0
    if len(parts) < 3 or not all(parts):
        return None
    form, *version, language = parts
    return PaperCode(form.lower(), "/".join(version), language, page)


def square_code(text: str) -> str:
    """The code as a drawing (SVG) that survives a copying machine."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(border=2, omitsize=True, dark="#000")
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
