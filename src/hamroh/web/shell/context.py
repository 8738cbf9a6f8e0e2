"""What every page may lean on: a name that a view does not fill is empty, never undefined."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest

NOTHING: dict[str, Any] = {
    "nav": (),
    "me": None,
    "organisation": "",
    "edition": "",
    "foot_links": (),
    "back": None,
    "public": False,
    "form": None,
    "forms": (),
    "heading": "",
    "lead": "",
    "submit": "",
    "cancel": None,
}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Empty values for the base templates, what the last act left to say, and whether this is a demonstration."""
    demo = bool(getattr(settings, "HAMROH_DEMO", False))
    return {**NOTHING, "demo": demo, "messages": get_messages(request)}
