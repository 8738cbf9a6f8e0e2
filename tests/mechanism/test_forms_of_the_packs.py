"""Every form of the shipped mechanisms is taken by phones, and speaks all languages of its mechanism."""

from pathlib import Path

import pytest

from hamroh.foundation.forms.definition import Question
from hamroh.foundation.forms.definition.read import read_workbook
from hamroh.foundation.forms.definition.xform import converted
from hamroh.foundation.forms.terms import Kind
from hamroh.foundation.reference.standards import htcds_xlsform
from hamroh.mechanism.editions.pack import Form, Pack, read_pack
from tests.foundation.forms.definition.test_xform import needs_java, objections

ROOT = Path(__file__).parents[2] / "mechanisms"
PACKS = {path.name: read_pack(path)[0] for path in sorted(ROOT.iterdir()) if (path / "mechanism.yaml").exists()}
FORMS = [pytest.param(pack, form, id=f"{name}/{form.id}") for name, pack in PACKS.items() for form in pack.forms]
WRITTEN = [parameter for parameter in FORMS if parameter.values[0].workbook_of(parameter.values[1])]  # type: ignore[union-attr]


@needs_java
@pytest.mark.parametrize(("pack", "form"), WRITTEN)
def test_odk_validate_takes_each_form(pack: Pack, form: Form, tmp_path: Path) -> None:
    workbook = pack.workbook_of(form)
    assert workbook
    assert objections(converted(workbook, form.id, "1").xml, tmp_path) == []


@needs_java
def test_odk_validate_takes_the_published_form_of_the_case_data_standard(tmp_path: Path) -> None:
    from hamroh.foundation.forms.definition.files import workbook_from_xlsx

    workbook, findings = workbook_from_xlsx(htcds_xlsform())
    assert not findings
    assert objections(converted(workbook, "htcds", "1").xml, tmp_path) == []


@pytest.mark.parametrize(("pack", "form"), WRITTEN)
def test_each_form_speaks_every_language_of_its_mechanism_and_nothing_is_to_be_said_of_it(
    pack: Pack, form: Form
) -> None:
    workbook = pack.workbook_of(form)
    assert workbook
    lists = {one.id: [code.id for code in one.codes] for one in pack.lists}
    definition, findings = read_workbook(workbook, form.id, code_lists=lists)
    assert definition is not None and not findings, [f"{f.cell} {f.sentence()}" for f in findings]
    assert set(definition.languages) == set(pack.mechanism.languages)
    assert all(set(definition.languages) == set(texts) for texts in _texts(definition.questions()))


def _texts(questions):  # type: ignore[no-untyped-def]
    for question in questions:
        assert isinstance(question, Question)
        yield from (text for text in (question.label, question.hint, question.constraint_message) if text)


@pytest.mark.parametrize(("pack", "form"), WRITTEN)
def test_each_answer_belongs_to_a_part_of_the_file(pack: Pack, form: Form) -> None:
    workbook = pack.workbook_of(form)
    assert workbook
    definition, _ = read_workbook(workbook, form.id)
    assert definition is not None
    asked = [q for q in definition.questions() if q.kind not in (Kind.NOTE, Kind.CALCULATE, Kind.HIDDEN)]
    assert asked and not [q.name for q in asked if not q.field_group]


@pytest.mark.parametrize("name", PACKS)
def test_one_key_that_is_asked_once_has_one_kind_of_answer_in_all_forms(name: str) -> None:
    kinds: dict[str, set[tuple[str, str]]] = {}
    for form in PACKS[name].forms:
        definition = read_workbook(form.workbook, form.id)[0] if form.workbook else None
        for question in definition.questions() if definition else ():
            if question.ask_once:
                codes = " ".join(c.name for c in definition.choices.get(question.choices, ())) if definition else ""
                kinds.setdefault(question.ask_once, set()).add((str(question.kind), codes))
    assert {key: found for key, found in kinds.items() if len(found) > 1} == {}
