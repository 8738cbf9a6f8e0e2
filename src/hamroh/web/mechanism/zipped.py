"""A pack's files in one archive, the same to the byte each time."""

import io
import zipfile
from collections.abc import Mapping

from django.http import HttpResponse

NO_TIME = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, str], name: str) -> HttpResponse:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in files.items():
            archive.writestr(zipfile.ZipInfo(f"{name}/{file}", NO_TIME), text, zipfile.ZIP_DEFLATED)
    response = HttpResponse(raw.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response
