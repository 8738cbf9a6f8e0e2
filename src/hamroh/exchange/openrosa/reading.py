"""The parts of a submission as they come over the wire: in memory, counted, and not one byte more than was promised.

Answers never touch the disk unsealed, so no temporary file is made. Chunked transfer has no length: it is counted.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.http import parse_header_parameters

from hamroh.casework.submissions.rules.envelope import plain_name
from hamroh.casework.submissions.terms import LARGEST_FILE, LARGEST_REQUEST, LARGEST_XML, MOST_FILES

XML_PART = "xml_submission_file"


class Refusal(Exception):
    """Not taken; `code` is one of `terms.REFUSALS`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Sent:
    """The answers, and each further file by its name."""

    xml: bytes
    files: dict[str, bytes]


def promised_too_much(request: HttpRequest) -> bool:
    """Whether the length in the head of the request is over the limit: known before anything is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdigit() or int(length) > LARGEST_REQUEST


def read_parts(request: HttpRequest) -> Sent:
    """Read it all. Raises Refusal; then nothing of it is kept anywhere."""
    stream = _Counted(request)
    parts = _parsed(request, stream)
    if not stream.whole():
        raise Refusal("truncated")
    if any(len(sent) > 1 for sent in parts.values()):
        raise Refusal("two_parts")
    files = {name: sent[0] for name, sent in parts.items()}
    xml = files.pop(XML_PART, b"")
    if not xml:
        raise Refusal("no_xml")
    if len(xml) > LARGEST_XML or len(files) > MOST_FILES:
        raise Refusal("too_large")
    if not all(map(plain_name, files)):
        raise Refusal("bad_name")
    return Sent(xml, files)


def _parsed(request: HttpRequest, stream: "_Counted") -> dict[str, list[bytes]]:
    meta = {**request.META, "CONTENT_LENGTH": str(stream.promised or LARGEST_REQUEST)}
    keep = _Keep()
    try:
        fields, _ = MultiPartParser(meta, stream, [keep], "utf-8").parse()  # type: ignore[arg-type]  # it only reads
    except RequestDataTooBig:
        raise Refusal("too_large") from None
    except MultiPartParserError:
        raise Refusal("not_multipart") from None
    except (SuspiciousOperation, OSError):  # too many parts; a connection that broke off
        raise Refusal("truncated" if stream.broke else "too_large") from None
    parts = keep.parts
    for name in fields:  # clients that give the answers' part no file name
        parts.setdefault(name, []).extend(text.encode() for text in fields.getlist(name))
    return parts


class _Keep(FileUploadHandler):
    """Keeps the parts' bytes. Django's own handlers would write large ones to a folder, unsealed."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: dict[str, list[bytes]] = {}
        self._content = bytearray()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._content = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._content += raw_data
        if len(self._content) > LARGEST_FILE:
            raise Refusal("too_large")

    def file_complete(self, file_size: int) -> None:
        self.parts.setdefault(str(self.field_name), []).append(bytes(self._content))


class _Counted:
    """The body, counted. It is whole when as much came as was promised and its last boundary was seen."""

    def __init__(self, request: HttpRequest) -> None:
        self.promised = int(request.META.get("CONTENT_LENGTH") or 0)
        # Django reads nothing where no length is given; the server ends a chunked body by itself and says so.
        chunked = not self.promised and request.META.get("wsgi.input_terminated")
        self._from: Any = request.META["wsgi.input"] if chunked else request
        self._count, self._tail, self.broke = 0, b"", False
        self._boundary = str(parse_header_parameters(request.META.get("CONTENT_TYPE", ""))[1].get("boundary", ""))

    def read(self, size: int | None = None) -> bytes:
        try:
            data: bytes = self._from.read(size) if size else self._from.read()
        except OSError:
            self.broke = True
            raise
        self._count += len(data)
        if self._count > LARGEST_REQUEST:
            raise Refusal("too_large")
        self._tail = (self._tail + data)[-300:]
        return data

    def whole(self) -> bool:
        while self.read(65536):
            pass
        enough = not self.promised or self._count == self.promised
        return enough and f"--{self._boundary}--".encode() in self._tail
