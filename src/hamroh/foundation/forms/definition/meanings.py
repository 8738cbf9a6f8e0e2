"""Our own columns: what an answer means to the mechanism."""

import difflib
import re
from collections.abc import Collection

from hamroh.foundation.forms.definition.cells import word
from hamroh.foundation.forms.definition.draft import Draft
from hamroh.foundation.forms.definition.sheets import Row
from hamroh.foundation.forms.terms import OWN_COLUMNS
from hamroh.foundation.reference.standards import htcds_fields
from hamroh.kernel.words import N_

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_YES = frozenset({"yes", "true"})


def meanings_of(row: Row, draft: Draft) -> dict[str, str]:
    """The six columns, each checked against what it may name."""
    values = {base: word(row, base, draft) for base in OWN_COLUMNS}
    values["field_group"] = values["field_group"] or draft.stack[-1].field_group
    if values["ask_once"].lower() in _YES:
        values["ask_once"] = row["name"]
    elif values["ask_once"].lower() in ("no", "false"):
        values["ask_once"] = ""
    meant = draft.meanings
    _known(row, "field_group", values, meant.field_groups, draft)
    _known(row, "code_list", values, None if meant.code_lists is None else meant.code_lists.keys(), draft)
    _known(row, "htcds", values, htcds_fields().keys(), draft)
    _known(row, "indicator", values, meant.indicators, draft)
    for base in ("statistic", "ask_once", "indicator"):
        if values[base] and not _KEY.fullmatch(values[base]):
            draft.found.error(
                row.cell(base), N_("%(value)s cannot be a key. Take letters, digits, _ and -."), value=values[base]
            )
    return values


def _known(row: Row, base: str, values: dict[str, str], known: Collection[str] | None, draft: Draft) -> None:
    value = values[base]
    if not value or known is None or value in known:
        return
    # A word that stands on the group was said there.
    cell = row.cell(base)
    near = difflib.get_close_matches(value, known, n=1)
    if near:
        draft.found.error(
            cell, N_("%(column)s does not know %(value)s. Was %(close)s meant?"),
            column=base, value=value, close=near[0],
        )  # fmt: skip
    else:
        draft.found.error(cell, N_("%(column)s does not know %(value)s."), column=base, value=value)


def compare_codes(draft: Draft, name: str, code_list: str, codes: Collection[str]) -> None:
    """Choices of a question with a code list are codes of that list: else answers could not be counted together."""
    lists = draft.meanings.code_lists
    row = draft.rows.get(name)
    if row is None or not code_list or lists is None or code_list not in lists:
        return
    if strange := sorted(set(codes) - set(lists[code_list])):
        draft.found.warning(
            row.cell("code_list"), N_("These choices are no codes of the list %(list)s: %(codes)s."),
            list=code_list, codes=", ".join(strange[:10]),
        )  # fmt: skip
