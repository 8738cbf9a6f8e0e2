from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "hamroh.casework.submissions"
    label = "submissions"
