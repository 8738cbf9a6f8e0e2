"""From which list a question takes its choices, and *other, which?*."""

from collections.abc import Mapping

from hamroh.foundation.forms.definition import Choice, Question
from hamroh.foundation.forms.definition.choices import file_list
from hamroh.foundation.forms.definition.draft import Draft
from hamroh.foundation.forms.definition.kinds import Lists, Type
from hamroh.foundation.forms.definition.sheets import Row
from hamroh.foundation.forms.terms import Kind
from hamroh.foundation.reference.standards import form_words
from hamroh.kernel.words import N_

OTHER = "other"


def choices_of(row: Row, meant: Type, parameters: Mapping[str, str], draft: Draft) -> str:
    """The name of the list under which the definition holds the choices."""
    if meant.lists is Lists.NONE:
        return ""
    cell = row.cell("type")
    if not meant.list_name:
        draft.found.error(cell, N_("Write after the type the name of the list, as in select_one regions."))
        return ""
    key = (meant.lists, meant.list_name)
    if meant.lists is Lists.FILE and key not in draft.lists.lists:
        _take_file(row, meant.list_name, parameters, draft)
    if key not in draft.lists.lists:
        if meant.lists is not Lists.FILE:
            draft.found.error(
                cell, N_("There is no list %(list)s on the sheet %(sheet)s."),
                list=meant.list_name, sheet=str(meant.lists),
            )  # fmt: skip
        return ""
    others = [where for where, name in draft.lists.lists if name == meant.list_name and where is not meant.lists]
    if others:
        draft.found.error(cell, N_("Two lists are named %(list)s. Rename one."), list=meant.list_name)
    if meant.lists is Lists.EXTERNAL and not row["choice_filter"]:
        draft.found.error(
            row.cell("choice_filter"),
            N_("A list of external_choices needs a choice_filter. Write one, or use select_one."),
        )
    if meant.or_other:
        _add_other(key, draft)
    draft.lists.used.add(key)
    return meant.list_name


def _take_file(row: Row, name: str, parameters: Mapping[str, str], draft: Draft) -> None:
    cell = row.cell("type")
    if not name.lower().endswith(".csv"):
        draft.found.error(cell, N_("Only lists in .csv files are supported; %(file)s is none."), file=name)
        return
    choices = file_list(draft.workbook, name, parameters, draft.languages, draft.found)
    if choices is None:
        draft.found.error(
            cell, N_("The file %(file)s is not here. Put its rows on a sheet of the workbook named %(sheet)s."),
            file=name, sheet=name.rsplit(".", 1)[0],
        )  # fmt: skip
    else:
        draft.lists.add(Lists.FILE, name, choices)


def _add_other(key: tuple[Lists, str], draft: Draft) -> None:
    choices = draft.lists.lists[key]
    if not any(choice.name == OTHER for choice in choices):
        draft.lists.lists[key] = (*choices, Choice(OTHER, _in_all(form_words("other"), draft)))


def specify_other(question: Question, draft: Draft) -> Question:
    """The question after it: what the other is. Named as XLSForm names it, so that phones send it under this name."""
    name = f"{question.name}_other"
    if name in draft.names:
        draft.found.error(
            draft.names[name], N_("The name %(name)s is taken by or_other of another question. Rename one."), name=name
        )
    draft.names[name] = question.cell
    label = _in_all(form_words("which_other"), draft)
    asked = f"selected(${{{question.name}}}, '{OTHER}')"
    return Question(name, Kind.TEXT, label, relevant=asked, field_group=question.field_group, cell=question.cell)


def _in_all(words: Mapping[str, str], draft: Draft) -> dict[str, str]:
    return {tag: words.get(tag.split("-")[0], words["en"]) for tag in draft.languages.all}
