"""Nothing of one country stands in the code: a second pack, with another language, week and passage, is as good."""

import ast
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hamroh.conf.cli import main
from hamroh.mechanism.editions.pack import Pack, check_pack, facts_of, read_pack, written_pack
from hamroh.mechanism.editions.queries import InForce
from hamroh.mechanism.procedures.rules import Calendar, due
from hamroh.mechanism.roles.rules import duties_of, find_gaps
from hamroh.mechanism.roles.terms import GapKind

ROOT = Path(__file__).parents[2]
#: The demonstration plays in one country, and says so.
APART = ("jobs/demonstration",)


@pytest.fixture(scope="module")
def example() -> Pack:
    return read_pack(ROOT / "mechanisms" / "example")[0]


@pytest.fixture(scope="module")
def first() -> Pack:
    return read_pack(ROOT / "mechanisms" / "tajikistan")[0]


def test_the_second_pack_is_without_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mechanism", "check", str(ROOT / "mechanisms" / "example")]) == 0


def test_the_second_country_shares_neither_language_nor_week_nor_prefix_nor_stage(example: Pack, first: Pack) -> None:
    assert not set(example.mechanism.languages) & set(first.mechanism.languages)
    assert example.mechanism.calendar.working_week == ("sun", "mon", "tue", "wed", "thu")
    assert example.mechanism.case_code_prefix != first.mechanism.case_code_prefix
    assert not {stage.id for stage in example.stages} & {stage.id for stage in first.stages}
    assert not {role.id for role in example.roles} & {role.id for role in first.roles} - {"focal-point"}


def test_its_working_days_follow_its_own_week(example: Pack) -> None:
    week = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    calendar = example.mechanism.calendar
    theirs = Calendar(
        calendar.time_zone,
        frozenset(week.index(day) for day in calendar.working_week),
        frozenset(holiday.date for holiday in calendar.holidays),
    )
    thursday = datetime(2026, 11, 26, 9, tzinfo=UTC)
    limit = example.limit("answer", "routine")
    assert limit is not None
    assert due(thursday, limit.time, theirs).date() == date(2026, 12, 1)  # Sunday, Monday, Tuesday


def test_an_edition_of_it_answers_like_any_other(example: Pack) -> None:
    edition = InForce(id=None, number=1, published_at=datetime(2026, 1, 1, tzinfo=UTC), pack=example)  # type: ignore[arg-type]
    assert edition.code_prefix == "MJ"
    assert edition.has_cases and edition.keeps_identities
    assert list(edition.stage_words()["rencontre"]) == ["ar", "fr"]


def test_its_gaps_and_duties_are_told(example: Pack) -> None:
    facts = facts_of(example)
    kinds = {gap.kind for gap in find_gaps(facts, date(2026, 11, 24))}
    assert GapKind.NO_SERVICE in kinds and GapKind.NOBODY_RESPONSIBLE not in kinds
    assert {duty.step for duty in duties_of(facts, roles={"donnees"})} == {"revoir-urgence"}
    assert not [f for f in check_pack(ROOT / "mechanisms" / "example", date(2026, 11, 24))[1] if f.is_error]


def test_no_member_and_no_place_of_the_first_country_is_named_in_the_code(first: Pack) -> None:
    ids = {entry.id for entry in (*first.organisations, *first.territories) if len(entry.id) > 4 and "-" in entry.id}
    pattern = re.compile("[\"'](" + "|".join(map(re.escape, sorted(ids))) + ")[\"']")
    source = ROOT / "src" / "hamroh"
    found = [
        f"{path.relative_to(source)}: {match[1]}"
        for path in sorted([*source.rglob("*.py"), *source.rglob("*.html")])
        if not path.relative_to(source).as_posix().startswith(APART)
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found, found


@pytest.mark.parametrize("room", ["editions", "directory", "roles", "procedures"])
def test_a_room_of_the_mechanism_knows_no_country(room: str) -> None:
    found = [
        path.name
        for path in (ROOT / "src" / "hamroh" / "mechanism" / room).rglob("*.py")
        if re.search(r"tajik|dushanbe|\bTJ\b|\btg\b", path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]
    assert not found, found


# Words that only one country has: its code, its languages, its zone, its stages, roles and places. With the reason where
# one of them may stand: a table of the world's languages, names for a script, or invented people of one shipped pack.
ONE_COUNTRYS = re.compile(
    r"^(TJ|tg|Asia/Dushanbe|urgent-protection|assessment-plan|follow-up|closure|hotline-operator|frontline-identifier"
    r"|case-manager|status-panel|shelter-manager|provider-worker|data-protection-lead|imc)$"
    r"|Dushanbe|Tajik|Sughd|Khatlon|\bTJ-"
)
MAY_NAME_IT = {
    "jobs/demonstration": "invents people and cases for the shipped pack of one country, and says so",
    "jobs/bench": "measures on the shipped pack, with invented cases",
    "conf/commands/measuring.py": "measures the first page of the shipped pack",
    "exchange/registers/terms.py": "how offices of several countries head their columns and name citizenships, to be understood",
    "conf/formats": "how dates are written in a language, wherever it is spoken",
    "web/shell/languages.py": "short marks of the world's languages",
    "web/shell/styleguide.py": "shows the parts of pages with invented contents",
    "web/shell/templates/hamroh/styleguide.html": "shows the parts of pages with invented contents",
    "foundation/reference": "published standards in the languages into which they were translated",
}


def _texts_of(path: Path) -> list[str]:
    """What a module says and compares: its texts, without what it explains; of a template everything."""
    written = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return [re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", written, flags=re.DOTALL)]
    tree = ast.parse(written)
    explained = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    texts = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return [node.value for node in texts if id(node) not in explained]


def test_no_text_of_the_code_belongs_to_one_country() -> None:
    source = ROOT / "src" / "hamroh"
    found = [
        f"{path.relative_to(source)}: {text[:60]}"
        for path in sorted([*source.rglob("*.py"), *source.rglob("*.html")])
        if not path.relative_to(source).as_posix().startswith(tuple(MAY_NAME_IT)) and "migrations" not in path.parts
        for text in _texts_of(path)
        if ONE_COUNTRYS.search(text)
    ]
    assert not found, found


def test_the_search_for_one_countrys_words_finds_them(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text('"""Of Tajikistan, which may be explained."""\nstage = "urgent-protection"\n', encoding="utf-8")
    assert [text for text in _texts_of(planted) if ONE_COUNTRYS.search(text)] == ["urgent-protection"]
    assert all((ROOT / "src" / "hamroh" / place).exists() for place in MAY_NAME_IT)


def test_a_case_begins_and_ends_where_the_pack_says(example: Pack, first: Pack) -> None:
    assert (example.first_stage.id, example.last_stage.id) == ("rencontre", "depart")
    assert (first.first_stage.id, first.last_stage.id) == ("screening", "closure")
    assert [stage.id for stage in example.leads_to("relais")] == ["reconnaissance", "chemin"]
    assert [stage.id for stage in example.leads_to("rencontre")] == ["abri"]
    assert not example.leads_to("depart") and not example.leads_to("no-such-stage")


def test_the_second_country_has_a_code_a_protocol_and_a_script_of_its_own(example: Pack) -> None:
    drafts = {document.kind: document for document in example.documents if document.status == "draft"}
    assert {"code_of_conduct", "protocol", "script"} <= drafts.keys()
    assert len(drafts["code_of_conduct"].clauses) == 5
    for document in drafts.values():
        for clause in document.clauses:
            assert set(clause.text or {}) == {"ar", "fr"}, f"{document.id}/{clause.id}"


def test_the_second_pack_is_written_as_export_writes_it(example: Pack) -> None:
    for name, text in written_pack(example).items():
        if name != "mechanism.yaml":  # which begins with a remark for whoever reads it first
            assert (ROOT / "mechanisms" / "example" / name).read_text(encoding="utf-8") == text, name
