from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from hamroh.foundation.permissions.models import Record


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: str) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(Record, AbstractBaseUser):
    """A person who signs in. `short_name` is how colleagues know them ("M. Rahimova")."""

    personal_data = "The name of a colleague, never of a person in a case."
    retention = "While a member's people act; afterwards inactive, kept for the record of looks."

    username = models.CharField(max_length=150, unique=True)
    short_name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    session_round = models.PositiveIntegerField(default=0)  # one more ends every session

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["short_name"]

    class Meta:
        ordering = ["username"]

    def get_full_name(self) -> str:
        return self.short_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must carry to stay valid: it ends with the password, and with the round."""
        return salted_hmac(
            "hamroh.session", f"{self.password}:{self.session_round}", secret, algorithm="sha256"
        ).hexdigest()
