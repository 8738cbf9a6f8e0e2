"""One set of drawings, written into the page: no request, no font, no script.

A drawing never stands alone: words beside it say the same, so every drawing is hidden from screen readers.
"""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

_SOLID = '<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">{}</svg>'
_LINE = (
    '<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false" fill="none"'
    ' stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">{}</svg>'
)
_RING = '<circle cx="10" cy="10" r="8.2" fill="none" stroke="currentColor" stroke-width="1.8"/>'
_PIE = (
    '<circle cx="10" cy="10" r="3.1" fill="none" stroke="currentColor" stroke-width="6.2"'
    ' stroke-dasharray="{:.1f} 19.5" transform="rotate(-90 10 10)"/>'
)
_DISC = '<circle cx="10" cy="10" r="9" fill="currentColor"/>'
_PERSON = (
    '<path d="M26.5 17.5C26.5 26 13.5 25.5 13.5 35" stroke="#fff" stroke-width="4.8"/>'
    '<path d="M13.5 17.5C13.5 26 26.5 25.5 26.5 35" stroke="#0a3c39" stroke-width="8.6"/>'
    '<path d="M13.5 17.5C13.5 26 26.5 25.5 26.5 35" stroke="#e09a3e" stroke-width="4.8"/>'
)

_SOLIDS = {
    "late": _DISC + '<path d="M10 5v6M10 14.3v.2" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/>',
    "today": _RING + _PIE.format(19.5 * 0.75),
    "paused": _RING + '<path d="M7.8 6.8v6.4M12.2 6.8v6.4" stroke="currentColor" stroke-width="2"/>',
    "done": _DISC + '<path d="M5.5 10.3l3 3 6-6.6" fill="none" stroke="#fff" stroke-width="2.2"/>',
    "nobody": _RING.replace("/>", ' stroke-dasharray="3 3"/>'),
    "open": _RING,
    "half": _RING + _PIE.format(19.5 * 0.5),
    "urgent": '<path d="M11.5 1L4 11.5h4.5L7.5 19 16 8h-5z" fill="currentColor"/>',
    "person": '<path d="M10 2.5l7.5 7.5-7.5 7.5-7.5-7.5z" fill="currentColor"/>',
    "organisation": '<circle cx="10" cy="10" r="6.5" fill="none" stroke="currentColor" stroke-width="4"/>',
}
_LINES = {
    "search": '<circle cx="8.5" cy="8.5" r="5.5"/><path d="M13 13l4.5 4.5"/>',
    "lock": '<rect x="4" y="9" width="12" height="8" rx="1.5"/><path d="M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9"/>',
    "eye": '<path d="M1.5 10S4.5 4 10 4s8.5 6 8.5 6-3 6-8.5 6-8.5-6-8.5-6z"/><circle cx="10" cy="10" r="2.6"/>',
    "eye-off": (
        '<path d="M3 3l14 14M8 4.3c.6-.2 1.3-.3 2-.3 5.5 0 8.5 6 8.5 6s-.8 1.6-2.4 3.2M5 5.5C2.7 7.2 1.5 10 1.5 10s3 6'
        ' 8.5 6c1.3 0 2.5-.3 3.5-.8"/>'
    ),
    "shield-phone": (
        '<path d="M10 1.8l6.7 2.5v5c0 4.2-2.8 7.2-6.7 8.4-3.9-1.2-6.7-4.2-6.7-8.4v-5z"/>'
        '<path d="M7.4 8.6c0-.8.8-1.2 1.2-1.2l.8 1.6-.6.8c.4.8 1 1.4 1.8 1.8l.8-.6 1.6.8c0 .4-.4 1.2-1.2 1.2-2.4'
        ' 0-4.4-2-4.4-4.4z" stroke-width="1.1"/>'
    ),
    "phone": (
        '<path d="M4 3h4l1.5 4-2 1.5c1 2 2 3 4 4l1.5-2L17 12v4c0 1-1 1.5-2 1.5C9 17 3 11 2.5 5 2.5 4 3 3 4 3z"/>'
    ),
    "tick": '<path d="M3.5 10.5l4.5 4.5 8.5-10" stroke-width="2.4"/>',
    "cross": '<path d="M5 5l10 10M15 5L5 15" stroke-width="2.2"/>',
    "warning": '<path d="M10 2.5L18.5 17h-17z"/><path d="M10 8v4M10 14.5v.1"/>',
    "offline": (
        '<path d="M2 3l16 14M4.5 9.5A8 8 0 0 1 8 7.5M12.5 7.8a8 8 0 0 1 3 1.7M7.5 13a4 4 0 0 1 4-.8M10 16.5v.1"/>'
    ),
    "print": '<path d="M5.5 7V2.5h9V7M5.5 14H3V7h14v7h-2.5M5.5 11.5h9v6h-9z"/>',
    "key": '<circle cx="6.5" cy="13.5" r="3.7"/><path d="M9.2 10.8L17 3M13.5 6.5l2.7 2.7"/>',
    "note": '<path d="M4.5 2.5h8l3 3v12h-11zM7.5 8.5h5M7.5 12h5"/>',
    "people": (
        '<circle cx="7" cy="6.5" r="3"/><path d="M1.5 17c0-3.5 2.3-5.5 5.5-5.5s5.5 2 5.5 5.5M13 3.8a3 3 0 0 1 0 5.4M15'
        ' 12c2.2.7 3.5 2.4 3.5 5"/>'
    ),
}
ICONS: dict[str, SafeString] = {
    **{name: mark_safe(_SOLID.format(shape)) for name, shape in _SOLIDS.items()},  # noqa: S308
    **{name: mark_safe(_LINE.format(shape)) for name, shape in _LINES.items()},  # noqa: S308
}

MARK = mark_safe(  # noqa: S308
    '<svg viewBox="0 0 40 40" aria-hidden="true" focusable="false"><rect width="40" height="40" rx="9" fill="#0a3c39"/>'
    f'<g fill="none" stroke-linecap="round">{_PERSON}</g>'
    '<circle cx="13.5" cy="9" r="4" fill="#e09a3e"/><circle cx="26.5" cy="9" r="4" fill="#fff"/></svg>'
)


@lru_cache(maxsize=32)
def _ring_of(sixteenths: int) -> SafeString:
    return mark_safe(_SOLID.format(_RING + _PIE.format(19.5 * sixteenths / 16)))  # noqa: S308


def ring(share: float) -> SafeString:
    """A ring as full as the share of the time that is used, in sixteenths; empty only when nothing is used."""
    return _ring_of(min(16, max(0, round(share * 16))))
