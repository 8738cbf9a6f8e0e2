from django.apps import AppConfig


class PublicPagesConfig(AppConfig):
    name = "hamroh.web.public"
    label = "web_public"
