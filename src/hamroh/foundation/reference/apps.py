from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "hamroh.foundation.reference"
    label = "reference"
