from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "hamroh.casework.people"
    label = "people"
