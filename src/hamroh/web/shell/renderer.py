"""Draws Django forms in the markup of the component library: every form of every page, with no template of its own."""

from pathlib import Path
from typing import Any

import django.forms
from django.forms.renderers import BaseRenderer
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates
from django.utils.functional import cached_property

OWN = Path(__file__).parent / "templates"
DJANGO = Path(django.forms.__file__).parent / "templates"

CLASSES = {
    "text": "govuk-input",
    "number": "govuk-input",
    "email": "govuk-input",
    "url": "govuk-input",
    "tel": "govuk-input",
    "search": "govuk-input",
    "password": "govuk-input",
    "date": "govuk-input",
    "datetime-local": "govuk-input",
    "time": "govuk-input",
    "checkbox": "govuk-checkboxes__input",
    "radio": "govuk-radios__input",
    "file": "govuk-file-upload",
}


class GovukRenderer(BaseRenderer):
    """The setting: `FORM_RENDERER = "hamroh.web.shell.renderer.GovukRenderer"`.

    Own widget templates stand first, then Django's; applications may bring theirs. `django.forms` need not be
    installed.
    """

    form_template_name = "hamroh/forms/form.html"
    formset_template_name = "hamroh/forms/formset.html"
    field_template_name = "hamroh/forms/field.html"

    @cached_property
    def engine(self) -> DjangoTemplates:
        params = {"NAME": "hamroh-forms", "APP_DIRS": True, "DIRS": [OWN, DJANGO], "OPTIONS": {}}
        return DjangoTemplates(params)

    def get_template(self, template_name: str) -> Any:
        return self.engine.get_template(template_name)

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if "widget" in context:
            context = {**context, "widget": dressed(context["widget"])}
        return super().render(template_name, context, request=request)


def dressed(widget: dict[str, Any]) -> dict[str, Any]:
    """The widget's values with the library's classes, the parts of a compound widget included."""
    kind = _look(widget)
    attrs = dict(widget.get("attrs", {}))
    if kind and not widget.get("is_hidden"):
        wrong = f" {kind}--error" if attrs.get("aria-invalid") else ""
        attrs["class"] = f"{kind}{wrong} {attrs.get('class', '')}".strip()
    if "subwidgets" in widget:
        return {**widget, "attrs": attrs, "subwidgets": [dressed(part) for part in widget["subwidgets"]]}
    return {**widget, "attrs": attrs}


def _look(widget: dict[str, Any]) -> str:
    name = Path(widget.get("template_name", "")).stem
    if name in ("textarea", "select"):
        return f"govuk-{name}"
    return CLASSES.get(widget.get("type", ""), "")
