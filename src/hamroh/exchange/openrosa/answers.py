"""The documents of the protocol, as text."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from hamroh.exchange.openrosa.terms import RESPONSE, XFORMS_LIST, XFORMS_MANIFEST

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class ListedForm:
    form: str
    name: str
    version: str
    md5: str
    download: str
    manifest: str = ""


@dataclass(frozen=True, slots=True)
class ListedFile:
    name: str
    md5: str
    download: str


def form_list(forms: Iterable[ListedForm]) -> str:
    return f"{_HEAD}<xforms xmlns={quoteattr(XFORMS_LIST)}>{''.join(map(_xform, forms))}</xforms>"


def _xform(form: ListedForm) -> str:
    manifest = f"<manifestUrl>{escape(form.manifest)}</manifestUrl>" if form.manifest else ""
    return (
        f"<xform><formID>{escape(form.form)}</formID><name>{escape(form.name)}</name>"
        f"<version>{escape(form.version)}</version><hash>md5:{form.md5}</hash>"
        f"<downloadUrl>{escape(form.download)}</downloadUrl>{manifest}</xform>"
    )


def manifest(files: Iterable[ListedFile]) -> str:
    listed = "".join(
        f"<mediaFile><filename>{escape(f.name)}</filename><hash>md5:{f.md5}</hash>"
        f"<downloadUrl>{escape(f.download)}</downloadUrl></mediaFile>"
        for f in files
    )
    return f"{_HEAD}<manifest xmlns={quoteattr(XFORMS_MANIFEST)}>{listed}</manifest>"


def response(sentence: str, nature: str) -> str:
    """The envelope of every answer to a submission."""
    return (
        f"{_HEAD}<OpenRosaResponse xmlns={quoteattr(RESPONSE)}>"
        f"<message nature={quoteattr(nature)}>{escape(sentence)}</message></OpenRosaResponse>"
    )
