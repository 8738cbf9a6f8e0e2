"""Whether a workbook may be opened at all: asked of its bytes before anything of it is unpacked."""

import codecs
import lzma
import re
import struct
import zipfile
import zlib
from enum import StrEnum
from typing import BinaryIO

OPEN_XML, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Sheets compress some twenty times; two hundred times is a bomb. Small parts may be mostly blanks.
_RATIO, _SMALL = 200, 10 * 1024 * 1024
_MARKUP = re.compile(rb"(\xef\xbb\xbf)?\s*<")
_SHARED_STRINGS = re.compile(rb"<(\w+:)?sst[\s>]")
# All that zipfile and its unpackers raise over bytes that are no archive, or are one no longer.
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, ValueError, RuntimeError, OSError, EOFError)


class Danger(StrEnum):
    """Why not: it is no workbook, or it would harm whoever opens it."""

    NOT_A_WORKBOOK = "not_a_workbook"
    UNSAFE = "unsafe"


def danger_in(file: BinaryIO, *, unpacked: int, shared_strings: int) -> Danger | None:
    """Sizes as declared (zipfile stops there), macros, and XML that defines entities. Limits are in bytes."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                return Danger.NOT_A_WORKBOOK
            unsafe = (
                len(parts) > 1_000
                or sum(p.file_size for p in parts) > unpacked
                or any(_is_bomb(p) or p.filename.endswith("vbaProject.bin") for p in parts)
                or any(_is_harmful(archive, p, shared_strings) for p in parts if not p.is_dir())
            )
    except _DAMAGED:
        return Danger.NOT_A_WORKBOOK
    return Danger.UNSAFE if unsafe else None


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > _SMALL and part.file_size > _RATIO * max(part.compress_size, 1)


def _is_harmful(archive: zipfile.ZipFile, part: zipfile.ZipInfo, shared_strings: int) -> bool:
    """A part that defines entities (no spreadsheet writes a document type), hides that in UTF-16, or is a list of
    shared strings too long for memory. What a part is, its content says: names in a workbook are free to choose."""
    with archive.open(part) as content:
        start = content.read(65_536)
    if not _MARKUP.match(start):
        return start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\x00<"))
    too_long = part.file_size > shared_strings and _SHARED_STRINGS.search(start) is not None
    return too_long or b"<!DOCTYPE" in start or b"<!ENTITY" in start or b"\x00" in start
