"""The addresses of OpenRosa, under the token of one telephone. No session, no cookie, no form token: the address is it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hamroh.casework.submissions.access import DeviceClosed, OpenDevice, open_by_token
from hamroh.casework.submissions.actions.accepting import Conflict, accept_submission
from hamroh.casework.submissions.queries.forms import PhoneForm, Verdict, judge_version, phone_form, phone_forms
from hamroh.casework.submissions.rules.envelope import Envelope, read_envelope
from hamroh.casework.submissions.rules.instance import NotReadable
from hamroh.casework.submissions.terms import LARGEST_REQUEST
from hamroh.exchange.openrosa import answers, documents, pace
from hamroh.exchange.openrosa.reading import Refusal, Sent, promised_too_much, read_parts
from hamroh.exchange.openrosa.terms import RECEIVED, RECEIVED_BEFORE, REFUSALS
from hamroh.foundation.audit.actions import record
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.kernel.text import say

View = Callable[..., HttpResponse]
XML = "text/xml; charset=utf-8"


def for_device(*methods: str) -> Callable[[View], View]:
    """An address of one telephone: who it belongs to is known before the view runs, and every answer is OpenRosa's."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @require_http_methods(methods)
        @wraps(view)
        def respond(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
            device: OpenDevice | None = None
            try:
                if promised_too_much(request):
                    raise Refusal("too_large")
                device = _opened(token)
                response = view(request, device, token=token, **kwargs)
            except Refusal as refusal:
                if device:
                    record(
                        device.actor, "submission.refused", resource="device", resource_id=device.id, why=refusal.code
                    )
                response = refused(refusal.code)
            return _as_openrosa(response)

        return respond

    return decorate


def _opened(token: str) -> OpenDevice:
    try:
        device = open_by_token(token, now=clock.now())
    except NotFound:
        raise Refusal("unknown") from None
    except DeviceClosed as closed:
        raise Refusal(closed.why) from None
    if pace.too_often(device.id):
        raise Refusal("too_often")
    return device


def refused(code: str) -> HttpResponse:
    status, sentence = REFUSALS[code]
    response = HttpResponse(answers.response(gettext(sentence), "submit_error"), content_type=XML, status=status)
    if status == 429:
        response["Retry-After"] = "60"
    return response


def _as_openrosa(response: HttpResponse) -> HttpResponse:
    """The heads that every answer carries. The date is set by the server that sends it."""
    response["X-OpenRosa-Version"] = "1.0"
    response["X-OpenRosa-Accept-Content-Length"] = str(LARGEST_REQUEST)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@for_device("GET", "HEAD")
def form_list(request: HttpRequest, device: OpenDevice, *, token: str) -> HttpResponse:
    """What this telephone may collect, of the edition in force."""
    only = request.GET.get("formID", "")
    forms = [
        _listed(request, form, token) for form in phone_forms(device.actor.organisation_id) if only in ("", form.form)
    ]
    return HttpResponse(answers.form_list(forms), content_type=XML)


def _listed(request: HttpRequest, form: PhoneForm, token: str) -> answers.ListedForm:
    def url(name: str) -> str:
        return request.build_absolute_uri(reverse(name, args=[token, form.version.pk]))

    return answers.ListedForm(
        form=form.form,
        name=say(form.name, get_language() or "en"),
        version=form.version.version,
        md5=documents.document(form).md5,
        download=url("openrosa_form"),
        manifest=url("openrosa_manifest"),
    )


@for_device("GET", "HEAD")
def form(request: HttpRequest, device: OpenDevice, *, token: str, version_id: UUID) -> HttpResponse:
    """The form itself."""
    return HttpResponse(documents.document(_known(device, version_id)).xml, content_type=XML)


@for_device("GET", "HEAD")
def manifest(request: HttpRequest, device: OpenDevice, *, token: str, version_id: UUID) -> HttpResponse:
    """The files that go with a form: lists that it reads from."""
    listed = [
        answers.ListedFile(
            name,
            documents.md5(content),
            request.build_absolute_uri(reverse("openrosa_file", args=[token, version_id, name])),
        )
        for name, content in documents.document(_known(device, version_id)).media.items()
    ]
    return HttpResponse(answers.manifest(listed), content_type=XML)


@for_device("GET", "HEAD")
def file(request: HttpRequest, device: OpenDevice, *, token: str, version_id: UUID, name: str) -> HttpResponse:
    """One of them."""
    content = documents.document(_known(device, version_id)).media.get(name)
    if content is None:
        raise Refusal("unknown_form")
    return HttpResponse(content, content_type="application/octet-stream")


def _known(device: OpenDevice, version_id: UUID) -> PhoneForm:
    found = phone_form(device.actor.organisation_id, version_id)
    if found is None:
        raise Refusal("unknown_form")
    return found


@for_device("HEAD", "POST")
def submission(request: HttpRequest, device: OpenDevice, *, token: str) -> HttpResponse:
    """HEAD asks whether somebody is here; POST sends. 201 is said when everything is on disk, and never before."""
    if request.method == "HEAD":
        return HttpResponse(status=204)
    sent = read_parts(request)
    envelope = _envelope(sent)
    try:
        accepted = accept_submission(
            device.actor,
            envelope=envelope,
            xml=sent.xml,
            files=sent.files,
            version_id=_version(envelope),
            device=device,
            now=clock.now(),
        )
    except Conflict:
        raise Refusal("conflict") from None
    said = RECEIVED_BEFORE if accepted.again and not accepted.files else RECEIVED
    return HttpResponse(answers.response(gettext(said), "submit_success"), content_type=XML, status=201)


def _envelope(sent: Sent) -> Envelope:
    try:
        envelope = read_envelope(sent.xml)
    except NotReadable as unreadable:
        raise Refusal(unreadable.code) from None
    allowed = envelope.expected if envelope.encrypted else envelope.names
    if not set(sent.files) <= set(allowed):
        raise Refusal("not_named")
    return envelope


def _version(envelope: Envelope) -> UUID | None:
    verdict, version_id = judge_version(envelope.form, envelope.version, encrypted=envelope.encrypted, now=clock.now())
    if verdict != Verdict.TAKEN:
        raise Refusal(verdict)
    return version_id
