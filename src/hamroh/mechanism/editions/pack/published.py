"""What of an edition anybody may read, and the bytes over which its fingerprint is made.

Offices and roles are named, never persons: a pack holds none. One thing more is left out: who houses people, and where.
A shelter's name is known in its town; whoever looks for somebody must not find it in a list.
"""

import json
from typing import Any


def canonical_bytes(document: Any) -> bytes:
    """The values of a pack as the one sequence of bytes that is fingerprinted: sorted keys, no spaces, UTF-8."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def houses_people(document: dict[str, Any]) -> frozenset[str]:
    """The ids of organisations that give people a place to live, as the services of the pack tell."""
    return frozenset(service["organisation"] for service in document.get("services", ()) if service.get("residential"))


def for_everybody(document: dict[str, Any]) -> dict[str, Any]:
    """The pack without services where people live, without who runs them and without any mention of these."""
    hidden = houses_people(document)
    services = [s for s in document.get("services", ()) if s["organisation"] not in hidden]
    organisations = [o for o in document["organisations"] if o["id"] not in hidden]
    shown: dict[str, Any] = _without({**document, "services": services, "organisations": organisations}, hidden)
    return shown


def _without(value: Any, hidden: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(held, hidden) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_without(held, hidden) for held in value if not (isinstance(held, str) and held in hidden)]
    return None if isinstance(value, str) and value in hidden else value
