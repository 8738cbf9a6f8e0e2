"""Printed documents: a template of this folder, filled with values, as a tagged PDF. Nobody else knows what sets the type.

Values go in as one input that the template reads as data; no word of them is ever part of the template's text. Fonts are
those of the folder `fonts` and no others, so that a document looks the same on every server.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent


def set_in_type(template: str, values: Mapping[str, Any], at: datetime) -> bytes:
    """The PDF of a template, `at` its date: the same values make the same file.

    It follows PDF/UA: read aloud in order, with its headings, tables and language. What does not follow it is not made.
    """
    return typst.compile(
        str(FOLDER / f"{template}.typ"),
        root=str(FOLDER),
        font_paths=[str(FOLDER / "fonts")],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )
