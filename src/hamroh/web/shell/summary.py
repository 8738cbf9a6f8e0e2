"""Every obstacle at once, each linked to its field."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext


def has_errors(*forms: Any) -> bool:
    """Whether any of these forms was refused. Not a form, or not yet sent: no."""
    return any(isinstance(form, BaseForm) and form.is_bound and form.errors for form in forms)


def error_anchor(field: BoundField) -> str:
    """The id of what takes the focus: the field, or the first choice of a group."""
    if field.is_hidden or not field.auto_id:
        return ""
    if field.use_fieldset:
        return f"{field.id_for_label or field.auto_id}_0"
    return str(field.id_for_label or field.auto_id)


def error_summary(*forms: Any, title: str = "") -> SafeString:
    """The box at the head of a refused form; nothing when nothing was refused.

    Takes one form or several. Errors of no field, and of hidden fields, are listed without a link.
    """
    lines = [line for form in forms if has_errors(form) for line in _lines(form)]
    if not lines:
        return mark_safe("")
    return format_html(
        '<div class="govuk-error-summary" tabindex="-1" data-focus><div role="alert">'
        '<h2 class="govuk-error-summary__title">{}</h2><div class="govuk-error-summary__body">'
        '<ul class="govuk-list govuk-error-summary__list">{}</ul></div></div></div>',
        title or gettext("There is a problem"),
        format_html_join("", "<li>{}</li>", ((line,) for line in lines)),
    )


def _lines(form: BaseForm) -> Iterator[SafeString | str]:
    yield from (str(error) for error in form.non_field_errors())
    for field in form:
        anchor = error_anchor(field)
        for error in field.errors.as_data():
            line = _line(field, error)
            yield format_html('<a href="#{}">{}</a>', anchor, line) if anchor else line


def _line(field: BoundField, error: ValidationError) -> str:
    """Names the field before a sentence of Django's ("This field is required"); an act's own names it itself."""
    words = " ".join(map(str, error.messages))
    return f"{field.label}: {words}" if error.code and field.label else words
