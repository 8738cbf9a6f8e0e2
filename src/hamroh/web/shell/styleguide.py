"""Every part on one page, with invented data: what to look at after a change of the style sheet.

A view for development and tests only; it is not reachable in a deployment unless its address is wired.
"""

from datetime import UTC, date, datetime, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from . import parts as p
from .icons import ICONS
from .widgets import Choice, DayInput, DayParts, MomentInput

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def t(english: str, tajik: str) -> str:
    """Invented content in two languages; the shell's own words come from the catalogue."""
    return tajik if get_language() == "tg" else english


class ExampleForm(forms.Form):
    """One field of each kind, with hints."""

    code = forms.CharField(label="Рамз", help_text="TJ-7K4-Q2M", max_length=12)
    secret = forms.CharField(label="Парол", widget=forms.PasswordInput)
    people = forms.IntegerField(label="Чанд нафар", min_value=1)
    born = forms.DateField(label="Рӯзи таваллуд", required=False, widget=DayParts, help_text="27 3 1994")
    arrival = forms.DateField(label="Рӯзи омадан", widget=DayInput)
    handover = forms.DateTimeField(label="Кай месупоред", widget=MomentInput)
    service = forms.ChoiceField(label="Хизмат", choices=[("", "—"), ("1", "Ҷойи бехатар"), ("2", "Кӯмаки равонӣ")])
    urgency = forms.ChoiceField(
        label="Таъҷилӣ",
        widget=forms.RadioSelect,
        choices=[
            ("usual", Choice("Муқаррарӣ", hint="Ҷавоб дар 72 соат")),
            ("urgent", Choice("Фаврӣ", hint="Ҷавоб дар 4 соат")),
        ],
    )
    groups = forms.MultipleChoiceField(
        label="Чиро супоридан",
        widget=forms.CheckboxSelectMultiple,
        help_text="Он чиро, ки розигӣ дар бар мегирад",
        choices=[("safe", "Тамоси бехатар"), ("need", "Эҳтиёҷ"), ("health", Choice("Саломатӣ", hint="бо розигӣ"))],
    )
    words = forms.CharField(label="Эзоҳ", widget=forms.Textarea(attrs={"rows": 3}), help_text="Бе ном ва суроға.")
    read = forms.BooleanField(label="Ман инро ба ӯ хонда додам")

    def clean(self) -> None:
        self.add_error(None, "Розигӣ «Саломатӣ»-ро дар бар намегирад: онро бардоред ё розигӣ пурсед")


def styleguide(request: HttpRequest) -> HttpResponse:
    """Shows every part. With `?refused` the form is shown as refused."""
    refused = "refused" in request.GET
    form = ExampleForm(
        {"code": "TJ-7K4-Q2M", "born_day": "31", "born_month": "2", "born_year": "1994"} if refused else None
    )
    return render(
        request,
        "hamroh/styleguide.html",
        {**_head(), **_work(), **_case(), "now": NOW, "form": form, "icons": list(ICONS)},
    )


def _head() -> dict[str, object]:
    nav = [
        p.NavItem("#", t("Home", "Асосӣ")),
        p.NavItem("#", t("Inbox", "Воридот"), current=True, count=8, late=2),
        p.NavItem("#", t("Cases", "Парвандаҳо")),
        p.NavItem("#", t("Tasks", "Вазифаҳо"), count=4),
        p.NavItem("#", t("Services", "Хизматҳо")),
    ]
    return {
        "nav": nav,
        "me": p.Link("#", t("M. Rahimova", "М. Раҳимова")),
        "organisation": t("Shelter, Sughd", "Паноҳгоҳ, Суғд"),
        "edition": t("Mechanism edition 4, 1 October 2026", "Нашри механизм 4, аз 1 октябри 2026"),
        "foot_links": [p.Link("#", t("Help", "Кӯмак")), p.Link("#", t("Accessibility", "Дастрасӣ"))],
        "back": p.Link("#", t("My cases", "Парвандаҳои ман")),
        "figures": [
            p.Figure(2, t("are late", "дер мондаанд"), "late"),
            p.Figure(2, t("today", "имрӯз"), "today"),
            p.Figure(3, t("later", "баъдтар")),
            p.Figure(1, t("paused", "таваққуф")),
        ],
    }


def _row(due: datetime | date | None, code: str, what: str, whom: str, state: str, act: p.Act, **more: object) -> p.Row:
    return p.Row(due=due, code=code, url="#", what=what, cells=[whom, state], act=act, **more)  # type: ignore[arg-type]


def _work() -> dict[str, object]:
    urgent = [p.Tag("urgent", t("urgent", "фаврӣ"))]
    safe = t("Safe place: 1 adult, 1 child", "Ҷойи бехатар: 1 калонсол, 1 кӯдак")
    answer = t("Answer", "Ҷавоб диҳед")
    look = t("Open", "Кушоед")
    border, centre = t("Border point, Sughd", "Нуқтаи сарҳадӣ, Суғд"), t("Legal aid centre", "Маркази кӯмаки ҳуқуқӣ")
    seen, new = t("Seen, no answer", "Дида шуд, ҷавоб нест"), t("New, not seen yet", "Нав, ҳанӯз дида нашудааст")
    support = t("Psychological support, 6 meetings", "Кӯмаки равонӣ, 6 вохӯрӣ")
    first, second, post = p.Act(answer, "#", True), p.Act(look, "#"), p.Act(look, "#", post=True)
    late = [
        _row(NOW - timedelta(hours=26), "TJ-7K4-Q2M", safe, border, seen, first, tags=urgent),
        _row(NOW - timedelta(days=3), "TJ-2M8-X5R", support, centre, seen, first),
    ]
    today = [
        _row(NOW + timedelta(hours=4), "TJ-9C3-H7T", safe, border, new, first, tags=urgent),
        _row(NOW.date(), "TJ-4F6-B8W", support, centre, new, second),
    ]
    later = [
        _row(NOW + timedelta(days=2), "TJ-3D5-N9K", support, centre, seen, post, kind="wd", left=2,
             start=NOW - timedelta(days=2)),
        _row(NOW + timedelta(days=7), "TJ-6T2-V4C", safe, border, seen, second, start=NOW - timedelta(days=2)),
        _row(NOW - timedelta(days=3), "TJ-5K9-Z6D", support, centre, seen, second, kind="paused"),
        _row(NOW - timedelta(days=1), "TJ-8H7-J3P", support, centre, seen, second, kind="done", note=centre),
    ]  # fmt: skip
    heads = [t("Limit", "Муҳлат"), t("Request", "Дархост"), t("From", "Аз кӣ"), t("State", "Ҳолат"), t("Act", "Амал")]
    groups = [
        p.Group(late, t("Late", "Дер мондаанд")),
        p.Group(today, t("Today", "Имрӯз")),
        p.Group(later, t("Later", "Баъдтар")),
    ]
    review = t("Review the risk", "Хавфро аз нав санҷед")
    because = t("It asks again after every contact.", "Пас аз ҳар тамос аз нав пурсида мешавад.")
    next_rows = [p.Row(due=NOW - timedelta(days=1), title=review, what=because, act=p.Act(look, "#", True))]
    waits = t("What waits on this case", "Чӣ дар ин парванда интизор аст")
    return {
        "inbox": p.WorkTable(t("Requests to your organisation", "Дархостҳо ба созмони шумо"), heads, groups),
        "what_next": p.WorkTable(waits, [heads[0], t("What", "Чӣ"), heads[4]], [p.Group(next_rows)], quiet=True),
        "vacant_since": date(2026, 3, 1),
    }


def _case() -> dict[str, object]:
    return {
        "contact": p.SafeContact(
            t(
                "Only by message to the sister’s phone, 10:00 to 12:00.",
                "Танҳо бо паём ба телефони хоҳар, 10:00 то 12:00.",
            ),
            t("No calls, no letters.", "Занг назанед, мактуб нанависед."),
            [
                t("Must not know: the neighbour", "Набояд донад: ҳамсоя"),
                t("Confirmed on 21 Nov", "21 ноябр тасдиқ шуд"),
            ],
            p.Link("#", t("Change", "Тағйир диҳед")),
        ),
        "stages": [
            p.Stage(t(en, tg), state)
            for en, tg, state in (
                ("Contact", "Тамос", "done"),
                ("Screening", "Пурсиш", "done"),
                ("Urgent protection", "Ҳимояи фаврӣ", "done"),
                ("Assistance plan", "Нақшаи кӯмак", "now"),
                ("Services", "Хизматрасонӣ", ""),
                ("Return or stay", "Бозгашт ё мондан", ""),
                ("Closure", "Анҷом", ""),
            )
        ],
        "sections": [
            p.Section(t("Safe contact", "Тамоси бехатар"), t("Confirmed", "Тасдиқ шуд"), "#", "ok"),
            p.Section(
                t("Risk and safety plan", "Хавф ва нақшаи бехатарӣ"), t("Review late", "Санҷиш дер"), "#", "late"
            ),
            p.Section(t("Assistance plan", "Нақшаи кӯмак"), t("1 question", "1 савол"), "#", "now"),
            p.Section(t("Documents", "Ҳуҷҷатҳо"), t("4 files", "4 файл"), "#"),
            p.Section(
                t("Justice", "Адолат"),
                t("Kept apart.", "Алоҳида нигоҳ дошта мешавад."),
                look="locked",
                why=p.Link("#", t("Why?", "Чаро?")),
            ),
        ],
        "entries": [
            p.Entry(
                NOW - timedelta(hours=20),
                t("Clinic accepted", "Клиника қабул кард"),
                t("Clinic, Sughd", "Клиника, Суғд"),
            ),
            p.Entry(
                NOW - timedelta(hours=24),
                t(
                    "Agreed to tell the clinic the need, not the address",
                    "Розӣ шуд, ки клиника эҳтиёҷро донад, суроғаро не",
                ),
                t("Consent, spoken", "Розигии шифоҳӣ"),
                person=True,
            ),
            p.Entry(date(2026, 11, 12), t("Place confirmed", "Ҷой тасдиқ шуд"), t("Shelter, Sughd", "Паноҳгоҳ, Суғд")),
        ],
        "scope": p.Scope(
            t("What the recipient will see", "Гиранда чиро мебинад"),
            t("Clinic, Sughd · Medical check", "Клиника, Суғд · Муоинаи тиббӣ"),
            [
                p.Item(t("Safe contact", "Тамоси бехатар"), t("how and when", "чӣ тавр ва кай")),
                p.Item(t("Need and urgency", "Эҳтиёҷ ва таъҷилӣ")),
            ],
            [
                p.Item(t("Name and papers", "Ном ва ҳуҷҷатҳо"), t("only the code is seen", "танҳо рамз дида мешавад")),
                p.Item(t("Justice", "Адолат"), t("kept apart", "алоҳида")),
            ],
            [(t("Consent", "Розигӣ"), t("21 November, spoken", "21 ноябр, шифоҳӣ")), (t("Until", "То"), "21.02.2027")],
            t("If she withdraws it, access closes at once.", "Агар розигиро пас гирад, дастрасӣ дарҳол баста мешавад."),
        ),
        "why": p.Why(
            [
                t(
                    "You are case manager on this case since 12 November.",
                    "Шумо аз 12 ноябр пешбарандаи ин парванда ҳастед.",
                ),
                t("Your look at 09:14 is recorded.", "Дидани шумо дар 09:14 сабт шуд."),
            ],
            p.Link("#", t("Who and why", "Кӣ ва чаро")),
        ),
        "pages": p.Pages(newer="?after=1", older="?before=9"),
    }
