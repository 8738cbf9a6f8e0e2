"""Forms come out in the library's markup, and a refused one tells every obstacle at once."""

import re
from datetime import date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from hamroh.web.shell.summary import error_summary, has_errors
from hamroh.web.shell.widgets import Choice, DayInput, DayParts, MomentInput


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


class Refusable(forms.Form):
    name = forms.CharField(label="Who meets", help_text="A post, not a name")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    urgency = forms.ChoiceField(
        label="Urgency", widget=forms.RadioSelect, choices=[("1", Choice("Usual", hint="72 hours")), ("2", "Urgent")]
    )
    groups = forms.MultipleChoiceField(label="What", widget=forms.CheckboxSelectMultiple, choices=[("a", "A")])
    born = forms.DateField(label="Born", widget=DayParts)
    agreed = forms.BooleanField(label="She agreed")
    page = forms.IntegerField(widget=forms.HiddenInput)


def refused(**data):
    form = Refusable(data)
    form.full_clean()
    return form


def test_a_field_is_tied_to_its_hint_and_its_error():
    html = str(refused()["name"].as_field_group())
    assert 'class="govuk-input govuk-input--error"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert " required" in html


def test_only_what_may_be_left_out_is_marked():
    assert "(optional)" in str(Refusable()["note"].as_field_group())
    assert "(optional)" not in str(Refusable()["name"].as_field_group())


def test_a_group_of_choices_is_a_fieldset_with_its_hints_tied_and_nothing_preselected():
    html = str(Refusable()["urgency"].as_field_group())
    assert '<legend class="govuk-fieldset__legend">Urgency</legend>' in html
    assert 'aria-describedby="id_urgency_0_hint"' in html
    assert ">72 hours</div>" in html
    assert " checked" not in html


def test_a_group_that_was_refused_is_tied_to_its_error():
    html = str(refused()["groups"].as_field_group())
    assert '<fieldset class="govuk-fieldset" aria-describedby="id_groups_error">' in html


def test_what_was_typed_and_chosen_is_still_there():
    html = str(refused(name="Nurse", urgency="2", groups=["a"], born_day="31", born_month="2", born_year="1994"))
    assert 'value="Nurse"' in html
    assert html.count(" checked") == 2
    assert [f'value="{v}"' in html for v in ("31", "02", "1994")] == [True] * 3


def test_a_password_is_never_sent_back():
    class Door(forms.Form):
        secret = forms.CharField(widget=forms.PasswordInput)

    assert "hunter" not in str(Door({"secret": "hunter"}))


def test_what_people_typed_is_escaped():
    assert "<b>" not in str(refused(name="<b>", note="</textarea><b>"))


def test_a_typed_day_becomes_a_date():
    field = forms.DateField(widget=DayParts)
    raw = field.widget.value_from_datadict({"b_day": "7", "b_month": "3", "b_year": "1994"}, {}, "b")
    assert field.clean(raw) == date(1994, 3, 7)
    assert field.widget.decompress(date(1994, 3, 7)) == [7, 3, 1994]
    assert field.widget.value_from_datadict({}, {}, "b") == ""


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_a_typed_day_is_read_in_every_language(language):
    with translation.override(language):
        assert forms.DateField(widget=DayParts).clean("1994-03-07") == date(1994, 3, 7)
        assert forms.DateTimeField(widget=MomentInput).clean("2026-11-22T16:00").hour == 16


def test_native_dates_are_written_as_browsers_need_them():
    with translation.override("tg"):
        assert 'value="2026-11-22"' in DayInput().render("d", date(2026, 11, 22))
        assert 'value="2026-11-22T16:00"' in MomentInput().render("d", datetime(2026, 11, 22, 16, 0))


def test_every_obstacle_is_listed_and_each_link_leads_to_something_that_takes_focus():
    form = refused(page="x")
    form.add_error(None, "The consent does not cover health notes: remove them or ask")
    form.add_error("note", "Replace the name by the code")
    summary, page = str(error_summary(form)), str(form)
    assert "There is a problem" in summary
    assert "<li>The consent does not cover health notes: remove them or ask</li>" in summary
    assert ">Replace the name by the code</a>" in summary
    assert ">Who meets: This field is required.</a>" in summary
    assert "Enter a whole number" in summary
    anchors = re.findall(r'href="#([^"]+)"', summary)
    assert len(anchors) == 6
    for anchor in anchors:
        assert re.search(rf'<(input|textarea|select)[^>]* id="{anchor}"', page), anchor


def test_nothing_refused_shows_no_summary_and_no_prefix():
    assert error_summary(Refusable(), None) == ""
    assert not has_errors(Refusable())
    assert Template("{% load hamroh %}{% error_prefix %}").render(Context({"form": Refusable()})) == ""


def test_the_title_of_a_refused_page_says_error_first():
    template = Template("{% load hamroh %}{% error_prefix %}")
    assert template.render(Context({"form": refused()})) == "Error: "
    assert template.render(Context({"forms": [Refusable(), refused()]})) == "Error: "
