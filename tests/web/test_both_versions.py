"""Two people wrote the same thing: both versions stand on the page, and each field is chosen."""

from django import forms
from django.http import QueryDict

from hamroh.web.shell.both_versions import Versioned, settled, show_theirs


class Notes(Versioned):
    level = forms.ChoiceField(choices=[("low", "Low"), ("high", "High")])
    kinds = forms.MultipleChoiceField(choices=[("a", "First"), ("b", "Second")], required=False)
    told = forms.CharField(widget=forms.Textarea, required=False)
    urgent = forms.BooleanField(required=False)


def posted(**more: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"seen": "1", "level": "low", "told": "mine"} | more)
    data.setlist("kinds", ["a"])
    return data


NOW = {"level": "high", "kinds": ["b"], "told": "mine", "urgent": True}


def test_what_was_typed_stays_and_what_stands_is_shown_beside_it_where_they_differ():
    form = Notes(posted())
    assert form.is_valid()
    show_theirs(form, NOW, 2, who="S. Yusufova", at="10:05")
    shown = str(form)
    assert shown.count("Take this instead of mine") == 3, "level, kinds, urgent; the words are the same"
    assert "High" in shown and "Second" in shown
    assert 'value="2"' in shown, "sent again it is about the newer revision"
    assert "S. Yusufova" in str(form.non_field_errors())


def test_a_tick_takes_what_stands_and_leaves_the_rest_as_it_was_typed():
    form = Notes(settled(posted(**{"take-kinds": "on", "take-urgent": "on"}), NOW))
    assert form.is_valid()
    assert form.cleaned_data == {"seen": 1, "level": "low", "kinds": ["b"], "told": "mine", "urgent": True}


def test_nothing_sent_is_no_form_and_an_unknown_tick_changes_nothing():
    assert settled(QueryDict(), NOW) is None
    form = Notes(settled(posted(**{"take-seen": "on", "take-other": "on"}), NOW))
    assert form.is_valid() and form.cleaned_data["level"] == "low"
