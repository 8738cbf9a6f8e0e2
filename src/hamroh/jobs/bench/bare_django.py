"""The bare page inside the project's own stack: every middleware, session, signed-in actor; then the same one query.

What is between this page and the real one is what the page itself costs: doors, queries, shapes, template.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from hamroh.jobs.bench.bare import table

_plan: dict[str, Any] = json.loads(Path(os.environ["HAMROH_BENCH_BARE"]).read_text())


@csrf_exempt
def bare(request: HttpRequest, name: str) -> HttpResponse:
    page = _plan["pages"][name]
    assert request.actor  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        if page["opens"]:
            cursor.execute(page["opens"])
        cursor.execute(page["sql"], page["values"])
        return HttpResponse(table(cursor.fetchall()))


urlpatterns = [path("<slug:name>", bare)]
settings.ROOT_URLCONF = __name__
settings.DATABASES["default"]["OPTIONS"]["application_name"] = "bench:bare_django"  # its CPU time is counted apart
application = get_wsgi_application()
