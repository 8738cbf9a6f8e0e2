"""Services as choices: what speaks for one, what against, and how old the figure of free places is."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamroh.web.shell.clocks import moment
from hamroh.web.shell.templatetags.hamroh import ml

FRESH = timedelta(days=2)
ACCEPTS = ("adults", "children", "female", "male")


def accepted(service: Any) -> str:
    """Whom the service takes, in words."""
    words = {
        "adults": _("adults"),
        "children": _("children"),
        "female": _("women and girls"),
        "male": _("men and boys"),
    }
    return ", ".join(words[group] for group in ACCEPTS if group in service.accepts)


def free_places(service: Any) -> str:
    """Free of all places, as last confirmed; empty where places are not counted."""
    if service.capacity is None:
        return ""
    if service.free is None:
        return _("of %(all)s places nobody has said how many are free") % {"all": service.capacity}
    words = ngettext("%(n)d of %(all)d place free", "%(n)d of %(all)d places free", service.capacity)
    return words % {"n": service.free, "all": service.capacity}


def confirmed(service: Any, now: datetime) -> str:
    """How old the figure is: others rely on it."""
    if service.confirmed_at is None:
        return _("never confirmed")
    age = now - service.confirmed_at
    if age < timedelta(hours=1):
        return _("confirmed within the hour")
    if age < FRESH:
        hours = int(age.total_seconds() // 3600)
        return ngettext("confirmed %(n)d hour ago", "confirmed %(n)d hours ago", hours) % {"n": hours}
    days = age.days
    return ngettext("confirmed %(n)d day ago", "confirmed %(n)d days ago", days) % {"n": days}


def is_stale(service: Any, now: datetime) -> bool:
    return service.capacity is not None and (service.confirmed_at is None or now - service.confirmed_at >= FRESH)


def for_and_against(service: Any, now: datetime) -> tuple[list[str], list[str]]:
    """What speaks for this place and what against it, for somebody who must choose in a minute."""
    speaks_for = [_("takes: %(whom)s") % {"whom": accepted(service)}]
    against: list[str] = []
    if figure := free_places(service):
        line = f"{figure}, {confirmed(service, now)}" if service.confirmed_at else figure
        (against if is_stale(service, now) or service.free == 0 else speaks_for).append(line)
    if service.out_of_hours:
        speaks_for.append(_("also at night and on days off"))
    else:
        against.append(_("only in working hours"))
    return speaks_for, against


def place_of(service: Any) -> str:
    return ml(service.territory.names) if service.territory else _("whole country")


def offer(service: Any, radio: Any, now: datetime) -> dict[str, Any]:
    """A service to pick, for the part `offer.html`."""
    speaks_for, against = for_and_against(service, now)
    return {
        "radio": radio,
        "name": ml(service.organisation.names),
        "service": f"{ml(service.names)} · {place_of(service)}",
        "for": speaks_for,
        "but": against,
    }


def last_confirmed(service: Any) -> str:
    return moment(service.confirmed_at) if service.confirmed_at else ""
