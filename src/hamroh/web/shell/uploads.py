"""Files that a browser sends: held in memory, never in a folder of temporary files, where a passport would lie unsealed."""

from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MEBIBYTE = 1 << 20
LARGEST_FILE = 10 * MEBIBYTE  # no page takes a larger one
LARGEST_REQUEST = 50 * MEBIBYTE


class InMemory(FileUploadHandler):
    """Of a file that is too large one byte more than is allowed is kept, so that whoever takes it says so at its question.

    A request that promises, or brings, more than all files together may have is not read: also before anybody signed in.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._kept, self._all = bytearray(), 0

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._all += len(raw_data)
        if self._all > LARGEST_REQUEST:
            raise RequestDataTooBig
        self._kept += raw_data[: LARGEST_FILE + 1 - len(self._kept)]

    def file_complete(self, file_size: int) -> UploadedFile:
        return InMemoryUploadedFile(
            file=BytesIO(bytes(self._kept)),
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=len(self._kept),
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
