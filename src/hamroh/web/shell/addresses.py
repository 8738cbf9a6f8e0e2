"""Addresses of pages that a build of Hamroh may lack: what leads nowhere is not shown."""

from django.urls import NoReverseMatch, reverse


def url_or_nothing(name: str, *args: object) -> str:
    """The address of a page, or nothing if no such page is built."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
