"""Reading records from a server of KoboToolbox, page by page. The one place where the platform asks another server."""

import http.client
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

PAGE = 500
LARGEST_PAGE = 50 << 20
SECONDS = 60
_LOCAL = ("127.0.0.1", "localhost", "::1")


class CannotPull(Exception):
    """What the server did not do, as a sentence; never with the token."""


def records(server: str, asset: str, token: str) -> Iterator[dict[str, Any]]:
    """Every record of an asset, in the server's order. Raises CannotPull.

    TLS is asked for, except of this very computer; a following page is only followed on the same server, for the token goes
    along.
    """
    home = urlsplit(server.rstrip("/"))
    if home.scheme != "https" and not (home.scheme == "http" and home.hostname in _LOCAL):
        raise CannotPull("Give the server's address with https://: the token must not travel open.")
    if not asset.isalnum():
        raise CannotPull("The asset's UID has letters and digits only: it stands in the form's address in KoboToolbox.")
    query = urlencode({"format": "json", "limit": PAGE, "sort": '{"_id":1}'})
    address = urlunsplit((home.scheme, home.netloc, f"{home.path}/api/v2/assets/{asset}/data/", query, ""))
    while address:
        page = _asked(address, token)
        found = page.get("results")
        if not isinstance(found, list):
            raise CannotPull("The server's answer is no list of records. Check the address.")
        yield from (record for record in found if isinstance(record, dict))
        address = str(page.get("next") or "")
        if address and urlsplit(address)[:2] != home[:2]:
            raise CannotPull("The server's list goes on at another server. Nothing was asked there.")


def _asked(address: str, token: str) -> dict[str, Any]:
    """One page. No redirect is followed: the token would go with it."""
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=SECONDS)
    try:
        headers = {"Authorization": f"Token {token}", "Accept": "application/json"}
        connection.request("GET", f"{parts.path}?{parts.query}", headers=headers)
        answer = connection.getresponse()
        content = answer.read(LARGEST_PAGE + 1)
    except (OSError, http.client.HTTPException) as error:
        raise CannotPull(f"The server does not answer ({type(error).__name__}).") from None
    finally:
        connection.close()
    if answer.status in (401, 403):
        raise CannotPull("The server refuses this token for this asset.")
    if answer.status != 200 or len(content) > LARGEST_PAGE:
        raise CannotPull(f"The server answered {answer.status}, {len(content)} bytes.")
    return _object(content)


def _object(content: bytes) -> dict[str, Any]:
    try:
        page = json.loads(content)
    except (ValueError, RecursionError):
        raise CannotPull("The server's answer is no JSON. Check the address.") from None
    if not isinstance(page, dict):
        raise CannotPull("The server's answer is no list of records. Check the address.")
    return page


def records_in(content: bytes) -> list[dict[str, Any]]:
    """The records in a file that KoboToolbox wrote: its data API's answer, or the bare list. Raises CannotPull."""
    try:
        page = json.loads(content)
    except (ValueError, RecursionError):
        raise CannotPull("This file is no JSON.") from None
    found = page.get("results") if isinstance(page, dict) else page
    if not isinstance(found, list) or not all(isinstance(record, dict) for record in found):
        raise CannotPull("This file holds no list of records.")
    return found
