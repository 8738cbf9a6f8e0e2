"""What a form of the mechanism asks stands in its pack, travels with its edition, and is kept for the answers given to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections, transaction

from hamroh.foundation.forms import queries as forms
from hamroh.foundation.forms.definition.files import markdown_of, xlsx_of
from hamroh.foundation.forms.models import FormVersion
from hamroh.kernel.actor import system_actor
from hamroh.mechanism.editions import queries
from hamroh.mechanism.editions.actions import load_mechanism
from hamroh.mechanism.editions.pack import Finding, Pack, PackRefused, difference, in_words, read_pack, write_pack
from tests.cast import NOW

EXAMPLE = Path(__file__).parents[3] / "mechanisms" / "example"
FORM = "securite"
FILE = f"forms/{FORM}.md"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "pack"))


def edited(copy: Path, *edits: tuple[str, str]) -> Path:
    text = (copy / FILE).read_text(encoding="utf-8")
    for find, put in edits:
        assert find in text
        text = text.replace(find, put)
    (copy / FILE).write_text(text, encoding="utf-8")
    return copy


def refused(copy: Path) -> list[Finding]:
    with pytest.raises(PackRefused) as told:
        read_pack(copy)
    return [finding for finding in told.value.findings if finding.is_error]


def told(old: Pack, new: Pack) -> list[str]:
    return [in_words(change, "fr") for change in difference(old, new)]


def test_a_fault_of_a_form_is_told_with_its_file_and_cell(copy: Path) -> None:
    (finding,) = refused(edited(copy, ("${safe_today}", "${safe_tody}")))
    assert finding.file == FILE and finding.sentence.startswith("survey!H4: ")
    assert "safe_tody" in finding.sentence


def test_a_form_may_name_only_what_this_mechanism_has(copy: Path) -> None:
    (finding, *_) = refused(edited(copy, (" contact |", " contakt |")))
    assert "field_group does not know contakt. Was contact meant?" in finding.sentence


def test_a_file_that_no_form_is_named_after_is_said(copy: Path) -> None:
    (copy / FILE).rename(copy / "forms" / "securité.md")
    _, findings = read_pack(copy)
    assert any(f.file == "forms/securité.md" and "No form of the pack has this id" in f.sentence for f in findings)


def test_a_form_has_one_file(copy: Path) -> None:
    (copy / "forms" / f"{FORM}.xlsx").write_bytes(b"")
    assert "two files" in refused(copy)[0].sentence


def test_a_form_in_excel_is_the_same_form(copy: Path) -> None:
    pack = read_pack(copy)[0]
    form = pack.form(FORM)
    assert form and form.workbook
    (copy / FILE).unlink()
    (copy / "forms" / f"{FORM}.xlsx").write_bytes(xlsx_of(form.workbook))
    assert read_pack(copy)[0] == pack


def test_a_form_goes_out_as_markdown_and_comes_in_unchanged(copy: Path, tmp_path: Path) -> None:
    pack = read_pack(copy)[0]
    write_pack(pack, tmp_path / "out")
    form = pack.form(FORM)
    assert form and form.workbook
    assert (tmp_path / "out" / FILE).read_text(encoding="utf-8") == markdown_of(form.workbook)
    assert "workbook" not in (tmp_path / "out" / "forms.yaml").read_text(encoding="utf-8")
    assert read_pack(tmp_path / "out")[0] == pack


def test_what_changed_in_a_form_is_told_question_by_question(copy: Path) -> None:
    old = read_pack(EXAMPLE)[0]
    new = read_pack(
        edited(
            copy,
            ("De quoi avez-vous peur ?", "Que craignez-vous ?"),
            ("${safe_today} = 'no'", "${safe_today} != 'yes'"),
            ("| ways | phone | Par téléphone | بالهاتف |\n", ""),
        )
    )[0]
    assert told(old, new) == [
        "Question “Que craignez-vous ?” of Form “Plan de sécurité”: "
        "name goes from “De quoi avez-vous peur ?” to “Que craignez-vous ?”.",
        "Question “Que craignez-vous ?” of Form “Plan de sécurité”: "
        "asked only if goes from ${safe_today} = 'no' to ${safe_today} != 'yes'.",
        "Choice “Par téléphone” of Form “Plan de sécurité”: removed.",
    ]


def test_a_form_that_gets_its_questions_is_told_question_by_question(copy: Path) -> None:
    new = read_pack(EXAMPLE)[0]
    (copy / FILE).unlink()
    sentences = told(read_pack(copy)[0], new)
    assert "Question “De quoi avez-vous peur ?” of Form “Plan de sécurité”: added." in sentences


@pytest.fixture
def loaded(db: None) -> Iterator[int]:
    """The example as the next edition, as `hamroh mechanism load` makes it; gone after the test."""
    default, owner = connections["default"], connections["owner"]
    connections["default"] = owner
    try:
        with transaction.atomic():  # another country's members and services must not stay for the tests that follow
            number, _ = load_mechanism(system_actor("mechanism-load"), pack=read_pack(EXAMPLE)[0], now=NOW)
            yield number
            transaction.set_rollback(True)
    finally:
        connections["default"] = default
        queries.forget()


def test_publishing_keeps_what_each_form_asks(loaded: int) -> None:
    edition = queries.numbered(loaded)
    version = edition.form_version(FORM)
    assert version is not None and FormVersion.objects.filter(form=FORM).count() == 1
    definition = forms.definition_of(version)
    assert definition.version == version.version == version.sha[:12]
    assert [q.name for q in definition.questions()][:2] == ["safe_today", "danger"]
    assert [form.id for form in edition.forms_with_questions()] == [FORM]


def test_a_form_that_is_only_named_has_no_version(loaded: int) -> None:
    edition = queries.numbered(loaded)
    assert edition.form("fiche") is not None and edition.form_version("fiche") is None
    assert edition.form("nothing") is None and edition.form_version("nothing") is None


def with_set(copy: Path, named: str) -> Path:
    text = (copy / "forms.yaml").read_text(encoding="utf-8")
    put = f"  - id: entretien\n    indicator_set: {named}\n"
    assert "  - id: entretien\n" in text
    (copy / "forms.yaml").write_text(text.replace("  - id: entretien\n", put), encoding="utf-8")
    return copy


def test_a_form_may_ask_a_set_of_indicators_instead(copy: Path) -> None:
    pack = read_pack(with_set(copy, "ilo-adult-labour"))[0]
    form = pack.form("entretien")
    workbook = pack.workbook_of(form) if form else None
    assert workbook is not None
    asked = [row for row in workbook["survey"] if row.get("indicator")]
    assert len(asked) == 67 and {row["field_group"] for row in asked} == {"screening"}


def test_a_set_that_does_not_exist_is_told(copy: Path) -> None:
    (finding,) = refused(with_set(copy, "ilo-adult-labor"))
    assert finding.field == "forms.entretien.indicator_set" and "ilo-adult-labour" in finding.remedy


def test_a_form_with_questions_has_no_set_beside_them(copy: Path) -> None:
    text = (copy / "forms.yaml").read_text(encoding="utf-8")
    put = "  - id: securite\n    indicator_set: ilo-adult-labour\n"
    (copy / "forms.yaml").write_text(text.replace("  - id: securite\n", put), encoding="utf-8")
    assert "Keep one of the two." in refused(copy)[0].remedy
