"""The placed picture as SVG: presentation attributes only, so that the page's policy needs no exception."""

from collections.abc import Iterator
from html import escape
from typing import Final

from .layout import COLUMN, FOOT, GUTTER, LABEL, LINE, PAD, ROAD, SMALL, Box, Lane, Picture, Placed, Plan, plan
from .text import fitted

INK, QUIET, HAIR, ROAD_LINE, ACCENT, LATE = "#1d2b2a", "#4a5a57", "#d6ddd9", "#2f7d74", "#0f5450", "#a3203a"
LOST: Final = ("#ffffff", "#f9e6c6", "#f2c27f", "#dd8a4e", "#8f1d35")  # share of all late work
FONT = "Noto Sans, Noto Sans Arabic, system-ui, sans-serif"


def draw(picture: Picture, *, prefix: str = "", standalone: bool = False) -> str:
    """The picture. `prefix` comes before ids in the sheet; links go to `#step-…` on the same page, unless it stands alone."""
    return "".join(_Sheet(picture, prefix, standalone).parts())


class _Sheet:
    """One drawing: mirrors what is placed for a language that is read from the right."""

    def __init__(self, picture: Picture, prefix: str, standalone: bool) -> None:
        self.picture, self.prefix, self.standalone = picture, prefix, standalone
        self.plan: Plan = plan(picture)
        self.order = {column.id: place for place, column in enumerate(picture.columns)}

    def parts(self) -> Iterator[str]:
        yield from self._open()
        yield from self._lanes()
        yield from self._heads()
        yield from self._ways()
        yield from self._arrows()
        for placed in self.plan.boxes.values():
            yield from self._step(placed)
        yield "</svg>"

    def x(self, at: float) -> float:
        return round(self.plan.width - at if self.picture.rtl else at, 1)

    def rect(self, x: float, y: float, width: float, height: float, more: str) -> str:
        left = self.x(x + width) if self.picture.rtl else x
        return f'<rect x="{left:g}" y="{y:g}" width="{width:g}" height="{height:g}" {more}/>'

    def text(self, x: float, y: float, words: str, size: float = SMALL, more: str = "", fill: str = INK) -> str:
        """One line; `x` is where reading begins."""
        return f'<text x="{self.x(x):g}" y="{y:g}" font-size="{size:g}" fill="{fill}"{more}>{escape(words)}</text>'

    def _open(self) -> Iterator[str]:
        wide, high = self.plan.width, self.plan.height
        direction = ' direction="rtl"' if self.picture.rtl else ""
        size = f' width="{wide:g}" height="{high:g}"' if self.standalone else ""
        p = self.prefix
        role = "img" if self.standalone else "group"  # links inside: a picture as one thing would hide them
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}"{size} role="{role}" '
            f'aria-labelledby="{p}title {p}description" font-family="{FONT}"{direction}>'
            f'<title id="{p}title">{escape(self.picture.title)}</title>'
            f'<desc id="{p}description">{escape(self.picture.description)}</desc><defs>'
            f'<pattern id="{p}vacant" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="8" height="8" fill="#fff"/><rect width="3" height="8" fill="#fbe9ea"/></pattern>'
            f'<marker id="{p}tip" viewBox="0 0 8 8" refX="6.5" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
            f'<path d="M0 .8L7 4L0 7.2z" fill="{QUIET}"/></marker></defs>'
        )
        if self.standalone:
            yield f'<rect width="{wide:g}" height="{high:g}" fill="#fff"/>'

    def _lanes(self) -> Iterator[str]:
        for place, lane in enumerate(self.picture.lanes):
            top, height = self.plan.lanes[lane.id]
            fill = f"url(#{self.prefix}vacant)" if lane.vacant else ("#f4f6f4" if place % 2 else "#ffffff")
            yield self.rect(0, top, self.plan.width, height, f'fill="{fill}"')
            yield f'<path d="M0 {top:g}H{self.plan.width:g}" stroke="{HAIR}"/>'
            yield from self._label(lane, top)
        for place in range(len(self.picture.columns)):
            x = self.x(LABEL + place * COLUMN)
            yield f'<path d="M{x:g} {self.plan.top:g}V{self.plan.height:g}" stroke="{HAIR}" stroke-dasharray="2 3"/>'

    def _label(self, lane: Lane, top: float) -> Iterator[str]:
        size, lines = fitted(lane.label, LABEL - 16, size=13, least=10, lines=4, bold=True)
        y = top + 24
        for line in lines:
            yield self.text(8, y, line, size, ' font-weight="600"')
            y += LINE
        size, lines = fitted(lane.note, LABEL - 16, size=SMALL, least=10, lines=3)
        for line in lines:
            yield self.text(8, y, line, size, fill=LATE if lane.vacant else QUIET)
            y += LINE - 1

    def _heads(self) -> Iterator[str]:
        for column in self.picture.columns:
            head = self.plan.heads[column.id]
            yield self.rect(head.x, head.y, head.width, head.height, f'rx="6" fill="#e6f0ed" stroke="{ACCENT}"')
            first = head.middle - len(head.lines) * LINE / 2 + 11.5
            for place, line in enumerate(head.lines):
                more = ' text-anchor="middle" font-weight="600"'
                yield self.text(head.x + head.width / 2, first + place * LINE, line, head.size, more)
            if decided := self.plan.decisions.get(column.id):
                x, y = self.x(decided.x - 9), decided.y + 9
                yield f'<path d="M{x:g} {y - 6:g}l6 6l-6 6l-6 -6z" fill="#fdf1dd" stroke="#8a4b08"/>'
                for place, line in enumerate(decided.lines):
                    yield self.text(decided.x, decided.y + 13 + place * (LINE - 1), line, decided.size, fill=QUIET)

    def _ways(self) -> Iterator[str]:
        """From stage to stage. The next one needs no line: they touch. What skips or returns goes over the top."""
        for column in self.picture.columns:
            here = self.order[column.id]
            for other in column.leads_to:
                if self.order[other] != here + 1:
                    yield self._arc(here, self.order[other], back=False)
            for other in column.returns_to:
                yield self._arc(here, self.order[other], back=True)
            if any(self.order[other] == here + 1 for other in column.leads_to):
                x = self.x(LABEL + (here + 1) * COLUMN)
                tip = -4 if self.picture.rtl else 4
                y = self.plan.heads[column.id].middle
                yield f'<path d="M{x - tip:g} {y - 5:g}l{2 * tip} 5l{-2 * tip} 5z" fill="{ROAD_LINE}"/>'

    def _arc(self, start: int, end: int, *, back: bool) -> str:
        """Higher the further it goes; a way back is dashed."""
        shift = 14 if back else -14
        x1, x2 = (self.x(LABEL + (place + 0.5) * COLUMN + shift) for place in (start, end))
        rise = ROAD - 12 - 40 * min(abs(end - start), 9) / 9
        dash = ' stroke-dasharray="5 4"' if back else ""
        path = f"M{x1:g} {ROAD}C{x1:g} {rise:g} {x1:g} {rise:g} {(x1 + x2) / 2:g} {rise:g}S{x2:g} {rise:g} {x2:g} {ROAD - 2}"
        return f'<path d="{path}" fill="none" stroke="{QUIET}" stroke-width="1.5"{dash} marker-end="url(#{self.prefix}tip)"/>'

    def _arrows(self) -> Iterator[str]:
        for box in self.picture.boxes:
            for before in box.after:
                if before in self.plan.boxes:
                    path = self._path(self.plan.boxes[before], self.plan.boxes[box.id])
                    yield (
                        f'<path d="{path}" fill="none" stroke="{QUIET}" stroke-width="1.5" '
                        f'marker-end="url(#{self.prefix}tip)"/>'
                    )

    def _path(self, one: Placed, other: Placed) -> str:
        """Straight down to the next of the same stack; else out into the gutter, along it, and in again."""
        if one.x == other.x and 0 < other.y - (one.y + one.height) < 2 * GUTTER:
            x = self.x(one.x + one.width / 2)
            return f"M{x:g} {one.y + one.height:g}V{other.y - 1:g}"
        if one.x == other.x:
            edge, gutter = self.x(one.x + one.width), self.x(one.x + one.width + GUTTER / 2)
            return f"M{edge:g} {one.middle:g}H{gutter:g}V{other.middle:g}H{edge:g}"
        start, end = self.x(one.x + one.width), self.x(other.x - 1)
        gutter = self.x(other.x - GUTTER / 2)
        return f"M{start:g} {one.middle:g}H{gutter:g}V{other.middle:g}H{end:g}"

    def _step(self, placed: Placed) -> Iterator[str]:
        box = placed.box
        assert box is not None
        if not self.standalone:
            yield f'<a href="#step-{escape(box.id)}">'
        yield f'<g id="{self.prefix}box-{escape(box.id)}"><title>{escape(_spoken(box))}</title>'
        ink = "#ffffff" if box.share == 4 else INK
        yield self.rect(
            placed.x, placed.y, placed.width, placed.height, f'rx="5" fill="{LOST[box.share]}" stroke="#6b7a76"'
        )
        x, y = placed.x + PAD, placed.y + PAD + 11
        for line in placed.lines:
            yield self.text(x, y, line, placed.size, fill=ink)
            y += LINE
        for line in placed.who:
            yield self.text(x, y, line, placed.who_size, fill=ink if box.share == 4 else QUIET)
            y += LINE - 1
        yield from self._foot(box, x, placed, ink)
        yield "</g>" if self.standalone else "</g></a>"

    def _foot(self, box: Box, x: float, placed: Placed, ink: str) -> Iterator[str]:
        """The time, how much is open, how much of it is late: a line each, from below."""
        y = placed.y + placed.height - PAD + 1
        light = box.share == 4
        foot = ((box.late, 12, True, ink if light else LATE), (box.count, 15, True, ink))
        for words, most, bold, fill in (*foot, (box.limit, SMALL, False, ink if light else QUIET)):
            if words:
                size, lines = fitted(words, placed.width - 2 * PAD, size=most, least=9, lines=1, bold=bold)
                yield self.text(x, y, lines[0], size, ' font-weight="700"' if bold else "", fill=fill)
                y -= FOOT


def _spoken(box: Box) -> str:
    return ". ".join(part for part in (box.title, box.who, box.limit, box.count, box.late, box.note) if part)
