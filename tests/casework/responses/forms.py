"""Forms for tests: small workbooks, kept as an edition's forms are, so that a case can be asked them."""

from contextlib import contextmanager
from datetime import UTC, datetime

from hamroh.foundation.forms.definition import Workbook
from hamroh.foundation.forms.models import FormVersion
from hamroh.foundation.forms.queries import sha_of
from hamroh.kernel.ids import uuid7

TALK: Workbook = {
    "survey": [
        {"type": "text", "name": "given", "label::English (en)": "Given name", "label::Русский (ru)": "Имя",
         "field_group": "identity"},
        {"type": "integer", "name": "age", "label::English (en)": "How old?", "label::Русский (ru)": "Сколько лет?",
         "required": "yes", "constraint": ". < 120", "field_group": "profile",
         "constraint_message::English (en)": "Nobody is that old.",
         "constraint_message::Русский (ru)": "Столько не живут."},
        {"type": "calculate", "name": "child", "calculation": "if(${age} < 18, 'yes', 'no')"},
        {"type": "text", "name": "school", "label::English (en)": "Which school?", "label::Русский (ru)": "Какая школа?",
         "relevant": "${child} = 'yes'"},
        {"type": "select_one yes_no", "name": "paid", "label::English (en)": "Were you paid?",
         "label::Русский (ru)": "Вам платили?", "field_group": "screening"},
        {"type": "text", "name": "story", "label::English (en)": "What happened?",
         "label::Русский (ru)": "Что случилось?", "appearance": "multiline", "field_group": "narrative"},
        {"type": "begin_repeat", "name": "journey", "label::English (en)": "Journey", "label::Русский (ru)": "Поездка"},
        {"type": "text", "name": "country", "label::English (en)": "To which country?",
         "label::Русский (ru)": "В какую страну?"},
        {"type": "select_multiple work", "name": "work", "label::English (en)": "Which work?",
         "label::Русский (ru)": "Какая работа?"},
        {"type": "end_repeat"},
    ],
    "choices": [
        {"list_name": "yes_no", "name": "yes", "label::English (en)": "Yes", "label::Русский (ru)": "Да"},
        {"list_name": "yes_no", "name": "no", "label::English (en)": "No", "label::Русский (ru)": "Нет"},
        {"list_name": "work", "name": "field", "label::English (en)": "In a field", "label::Русский (ru)": "В поле"},
        {"list_name": "work", "name": "house", "label::English (en)": "In a house", "label::Русский (ru)": "В доме"},
    ],
    "settings": [{"form_title": "Talk", "form_id": "talk", "default_language": "English (en)"}],
}  # fmt: skip

PAPERS: Workbook = {
    "survey": [
        {"type": "note", "name": "why", "label::English (en)": "I ask about papers, to get them back."},
        {"type": "begin_group", "name": "papers_held", "label::English (en)": "Papers", "appearance": "field-list"},
        {"type": "select_one yes_no", "name": "taken", "label::English (en)": "Did somebody take your papers?"},
        {"type": "text", "name": "who_holds", "label::English (en)": "Who holds them?", "relevant": "${taken} = 'yes'"},
        {"type": "date", "name": "since", "label::English (en)": "Since when?"},
        {"type": "note", "name": "told", "label::English (en)": "You said: ${taken}.", "relevant": "${taken} != ''"},
        {"type": "end_group"},
        {"type": "image", "name": "photo", "label::English (en)": "A picture of the paper"},
        {"type": "decimal", "name": "sum", "label::English (en)": "How much was paid?"},
        {"type": "acknowledge", "name": "heard", "label::English (en)": "Told what happens with this"},
    ],
    "choices": TALK["choices"][:2],
    "settings": [{"form_title": "Papers", "form_id": "papers", "default_language": "English (en)"}],
}  # fmt: skip

PERSON: Workbook = {
    "survey": [
        {"type": "text", "name": "given", "label": "Name", "field_group": "identity", "htcds": "prs_FirstName",
         "ask_once": "given"},
        {"type": "date", "name": "born", "label": "Born", "field_group": "identity", "htcds": "prs_Birthdate"},
        {"type": "select_one gender", "name": "gender", "label": "Gender", "field_group": "profile",
         "htcds": "prs_Gender", "ask_once": "gender"},
        {"type": "select_one land", "name": "land", "label": "From", "field_group": "profile",
         "htcds": "prs_Citizenship"},
    ],
    "choices": [
        {"list_name": "gender", "name": "Feminine", "label": "Feminine"},
        {"list_name": "gender", "name": "Masculine", "label": "Masculine"},
        {"list_name": "land", "name": "TJ", "label": "Tajikistan"},
        {"list_name": "land", "name": "KZ", "label": "Kazakhstan"},
    ],
    "settings": [{"form_title": "Person", "form_id": "person"}],
}  # fmt: skip
AGAIN: Workbook = {
    "survey": [
        {"type": "select_one gender", "name": "sex", "label": "Gender", "ask_once": "gender", "field_group": "profile"},
        {"type": "text", "name": "name", "label": "Name", "ask_once": "given", "field_group": "identity"},
        {"type": "text", "name": "gender_told", "label": "In words", "ask_once": "other"},
    ],
    "choices": [{"list_name": "gender", "name": "Feminine", "label": "Feminine"}],
    "settings": [{"form_title": "Again", "form_id": "again"}],
}


def kept(workbook: Workbook = TALK, form: str = "talk") -> FormVersion:
    """This content, kept as the job that publishes keeps it."""
    sha = sha_of(workbook)
    if there := FormVersion.objects.filter(form=form, sha=sha).first():
        return there
    made = FormVersion(
        id=uuid7(), form=form, sha=sha, version=sha[:12], workbook=workbook, kept_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    made.save(using="owner", force_insert=True)
    return FormVersion.objects.get(pk=made.pk)


@contextmanager
def in_every_edition(*versions: FormVersion):
    """The editions of cases ask these forms as well as their own."""
    from hamroh.casework.responses import access

    own = access.version_for
    asked = {version.form: version for version in versions}

    def version_for(case, form):
        return asked.get(form) or own(case, form)

    from hamroh.casework.responses.actions import filling
    from hamroh.web.casework import form_list

    access.version_for = filling.version_for = form_list.version_for = version_for
    try:
        yield
    finally:
        access.version_for = filling.version_for = form_list.version_for = own
