"""Addresses of telephones. `<token>` opens what its owner may do: it is written into no log and no page but one."""

from django.urls import path

from hamroh.exchange.openrosa import views

urlpatterns = [
    path("v1/key/<str:token>/formList", views.form_list, name="openrosa_form_list"),
    path("v1/key/<str:token>/forms/<uuid:version_id>.xml", views.form, name="openrosa_form"),
    path("v1/key/<str:token>/forms/<uuid:version_id>/manifest", views.manifest, name="openrosa_manifest"),
    path("v1/key/<str:token>/forms/<uuid:version_id>/files/<str:name>", views.file, name="openrosa_file"),
    path("v1/key/<str:token>/submission", views.submission, name="openrosa_submission"),
]
