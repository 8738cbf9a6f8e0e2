from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "hamroh.foundation.drafts"
    label = "drafts"
