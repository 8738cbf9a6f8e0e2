"""What changed between two editions, in sentences; nothing where nothing changed."""

import json
import shutil
from pathlib import Path

import pytest

from hamroh.conf.cli import main
from hamroh.mechanism.editions.pack import Pack, difference, in_words, read_pack
from tests.mechanism.invented import invented

SHIPPED = Path(__file__).parents[2] / "mechanisms" / "tajikistan"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "pack"))


def told(copy: Path, file: str, find: str, put: str, language: str = "en") -> list[str]:
    old = read_pack(SHIPPED)[0]
    text = (copy / file).read_text(encoding="utf-8")
    assert find in text
    (copy / file).write_text(text.replace(find, put, 1), encoding="utf-8")
    return [in_words(change, language) for change in difference(old, read_pack(copy)[0])]


@pytest.mark.parametrize(
    ("file", "find", "put", "sentence"),
    [
        (
            "stages.yaml",
            "      - {clock: answer, urgency: routine, time: 72h",
            "      - {clock: answer, urgency: routine, time: 48h, territories: [TJ-SU], basis: assumed,"
            " name: {tg: a, ru: b, en: c}}\n"
            "      - {clock: answer, urgency: routine, time: 72h",
            "Time limit “c (routine)” of Stage “Referral”: the time goes from 72 hours to 48 hours in Sughd Region.",
        ),
        (
            "stages.yaml",
            "urgency: routine, time: 72h",
            "urgency: routine, time: 48h",
            "Time limit “Answer (routine)” of Stage “Referral”: the time goes from 72 hours to 48 hours.",
        ),
        (
            "stages.yaml",
            "clock: plan, time: 10wd",
            "clock: plan, time: 1wd",
            "Time limit “Assistance plan” of Stage “Assessment and plan”: the time goes from 10 working days to 1 working day.",
        ),
        (
            "documents-conduct.yaml",
            "    status: draft\n    source: [S40]",
            "    status: adopted\n    source: [S40]",
            "Document “Code of conduct (draft)”: status goes from draft to adopted.",
        ),
        (
            "roles.yaml",
            "    state: vacant\n",
            "",
            "Role “National coordinator”: state goes from vacant to open.",
        ),
        (
            "stages.yaml",
            "{responsible: [status-panel], accountable: [imc]",
            "{responsible: [status-panel], accountable: [secretary]",
            "Step “Decide on formal status” of Stage “Formal status”: who answers for it changed.",
        ),
        (
            "mechanism.yaml",
            "suppress_below: 11",
            "suppress_below: 10",
            "Mechanism “National Referral Mechanism for victims of trafficking in persons”: threshold of publication goes "
            "from 11 to 10.",
        ),
        (
            "mechanism.yaml",
            "      - {date: 2027-01-01, name: {tg: Соли нав, ru: Новый год, en: New Year}}\n",
            "",
            "Holiday “New Year” of Mechanism “National Referral Mechanism for victims of trafficking in persons”: removed.",
        ),
        (
            "codes.yaml",
            "      - {id: no_staff, side: provider,",
            "      - {id: no_bed, side: provider, name: {tg: Кат нест, ru: Нет кровати, en: No bed}}\n"
            "      - {id: no_staff, side: provider,",
            "Choice “No bed” of List “Reason for declining”: added.",
        ),
    ],
)  # fmt: skip
def test_one_edit_is_one_sentence(copy: Path, file: str, find: str, put: str, sentence: str) -> None:
    assert told(copy, file, find, put) == [sentence]


def test_the_sentence_names_things_in_the_readers_language(copy: Path) -> None:
    assert "Ответ" in told(copy, "stages.yaml", "urgency: routine, time: 72h", "urgency: routine, time: 48h", "ru")[0]


def test_two_equal_packs_differ_in_nothing() -> None:
    pack = invented()
    assert difference(pack, Pack.from_document(pack.model_dump(mode="json"))) == ()


def test_everything_added_one_way_is_removed_the_other_way() -> None:
    small, large = invented(organisations=5), invented(organisations=9)
    there, back = difference(small, large), difference(large, small)
    added = {change.place for change in there if change.how == "added"}
    assert added and added == {change.place for change in back if change.how == "removed"}


def test_a_moved_entry_is_told_alone() -> None:
    old = invented(organisations=6)
    first, *rest = old.organisations
    new = old.model_copy(update={"organisations": (*rest, first)})
    assert [(change.how, change.place) for change in difference(old, new)] == [("moved", "organisations.o0")]


def test_the_command_prints_sentences_or_json(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (copy / "stages.yaml").read_text(encoding="utf-8")
    (copy / "stages.yaml").write_text(text.replace("clock: feedback, time: 7d", "clock: feedback, time: 5d"))
    assert main(["mechanism", "diff", str(SHIPPED), str(copy)]) == 0
    assert "the time goes from 7 days to 5 days." in capsys.readouterr().out
    assert main(["mechanism", "diff", str(SHIPPED), str(copy), "--json"]) == 0
    change = json.loads(capsys.readouterr().out)[0]
    assert (change["place"], change["before"], change["after"]) == ("stages.referral.feedback", "7d", "5d")
