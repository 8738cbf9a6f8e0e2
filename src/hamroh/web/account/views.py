from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """After repeated failures: the same page whoever it is, and when to try again."""
    return render(request, "account/locked_out.html", status=429)
