"""The thin seam to the sign-in library: who may register (nobody), and how second-factor secrets are kept (sealed)."""

import base64
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from hamroh.foundation.vault.access import seal, unseal

# One key for all sign-in secrets: a stolen database shows no second factor. Not a person of any case.
SIGN_IN = UUID("5e6f1c1a-0c55-4d0e-9d5f-3a2b8f6f2c11")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by those who manage a member's people, never by whoever comes along. No mail is sent."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        return None

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        return None


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(SIGN_IN, text, place="mfa_authenticator.data")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(SIGN_IN, base64.b64decode(encrypted_text), place="mfa_authenticator.data")

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        return None
