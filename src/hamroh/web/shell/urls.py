from django.urls import path

from hamroh.web.shell import typed

urlpatterns = [
    path("typed/keep/", typed.keep_typed, name="keep_typed"),
    path("typed/throw-away/", typed.throw_away_typed, name="throw_away_typed"),
]
