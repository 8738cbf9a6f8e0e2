"""Lateness bands: how late work is, coarse enough to tell nothing of one person."""

# Upper edge in hours past the due moment, and the band's name; what is not due yet has negative hours.
BANDS: tuple[tuple[float, str], ...] = (
    (-24, "later"),
    (0, "today"),
    (24, "late_day"),
    (24 * 14, "late_fortnight"),
    (float("inf"), "late_longer"),
)
LATE_BANDS = ("late_day", "late_fortnight", "late_longer")


def band(hours_past_due: float) -> str:
    """The band of work so many hours past its limit (negative: before it)."""
    return next(name for edge, name in BANDS if hours_past_due < edge or edge == float("inf"))
