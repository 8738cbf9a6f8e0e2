"""Comments on drafts through HTTP."""

import pytest
from django.urls import reverse

from hamroh.kernel.ids import uuid7
from hamroh.mechanism.library.models import Comment
from tests import cast

WRITE = ("sop", "purpose")


@pytest.mark.parametrize("language", ["en", "tg"])
def test_a_comment_goes_from_the_clause_to_the_team_and_its_answer_comes_back(sign_in, language):
    member, team = sign_in(cast.farrukh, language), sign_in(cast.zebo, language)
    url = reverse("comment_on_clause", args=WRITE)
    assert member.get(url).status_code == 200
    sent = member.post(url, {"id": uuid7(), "text": "Say who decides."})
    assert sent["Location"] == f"{reverse('library_document', args=['sop'])}#purpose"
    page = sign_in(cast.nigora, language).get(reverse("library_document", args=["sop"])).content.decode()
    assert "Say who decides." in page and cast.farrukh.short_name not in page
    listed = team.get(reverse("comment_list")).content.decode()
    id = Comment.objects.using("owner").get().pk
    assert "Say who decides." in listed and reverse("answer_comment", args=[id]) in listed
    answer = {"answer": "not_taken_up", "reply": "Clause 1.3 says it."}
    assert team.post(reverse("answer_comment", args=[id]), answer).status_code == 302
    assert "Clause 1.3 says it." in member.get(reverse("library_document", args=["sop"])).content.decode()


def test_the_field_says_that_comments_are_never_about_persons(sign_in):
    page = sign_in(cast.farrukh).get(reverse("comment_on_clause", args=WRITE)).content.decode()
    assert "Never about a person or a case" in page


def test_an_empty_comment_is_refused_with_its_remedy(sign_in):
    page = sign_in(cast.farrukh).post(reverse("comment_on_clause", args=WRITE), {"id": uuid7(), "text": ""})
    assert "Write what should change" in page.content.decode() and not Comment.objects.using("owner").exists()


def test_an_adopted_text_takes_no_comments(sign_in):
    browser = sign_in(cast.farrukh)
    page = browser.get(reverse("library_document", args=["law-1096"])).content.decode()
    assert reverse("comment_on_clause", args=["law-1096", "art-1"]) not in page
    refused = browser.post(reverse("comment_on_clause", args=["law-1096", "art-1"]), {"id": uuid7(), "text": "x"})
    assert "no draft any more" in refused.content.decode()


def test_the_own_comment_is_taken_back_on_the_page(sign_in):
    browser = sign_in(cast.farrukh)
    browser.post(reverse("comment_on_clause", args=WRITE), {"id": uuid7(), "text": "Say who decides."})
    id = Comment.objects.using("owner").get().pk
    page = browser.get(reverse("library_document", args=["sop"])).content.decode()
    assert reverse("withdraw_comment", args=[id]) in page
    assert sign_in(cast.nigora).post(reverse("withdraw_comment", args=[id])).status_code == 404
    browser.post(reverse("withdraw_comment", args=[id]))
    assert "Say who decides." not in browser.get(reverse("library_document", args=["sop"])).content.decode()
