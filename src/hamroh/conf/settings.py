"""Settings. A deployment changes them through the environment only; `hamroh --help` lists the variables."""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONCE, NONE, SELF  # noqa: F401

from hamroh.conf import database, state

PACKAGE = Path(__file__).resolve().parent.parent
DEBUG = False
HAMROH_DEMO = state.demo()
HAMROH_KEYS = state.keys_folder()
SECRET_KEY = os.environ.get("HAMROH_SECRET_KEY") or state.secret("signing")
ALLOWED_HOSTS = os.environ.get("HAMROH_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("HAMROH_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "hamroh.foundation.reference",
    "hamroh.foundation.accounts",
    "hamroh.foundation.permissions",
    "hamroh.foundation.audit",
    "hamroh.foundation.forms",
    "hamroh.foundation.drafts",
    "hamroh.mechanism.membership",
    "hamroh.mechanism.directory",
    "hamroh.mechanism.library",
    "hamroh.mechanism.conduct",
    "hamroh.mechanism.editions",
    "hamroh.casework.people",
    "hamroh.casework.cases",
    "hamroh.casework.kinship",
    "hamroh.casework.responses",
    "hamroh.casework.grounds",
    "hamroh.casework.identification",
    "hamroh.casework.support",
    "hamroh.casework.plans",
    "hamroh.casework.status",
    "hamroh.casework.documents",
    "hamroh.casework.referrals",
    "hamroh.casework.follow_up",
    "hamroh.casework.justice",
    "hamroh.casework.conferences",
    "hamroh.casework.returns",
    "hamroh.casework.registers",
    "hamroh.casework.offline",
    "hamroh.casework.survivor",
    "hamroh.casework.submissions",
    "hamroh.oversight.monitoring",
    "hamroh.web.shell",
    "hamroh.web.account",
    "hamroh.web.public",
    "hamroh.web.casework",
    "hamroh.web.oversight",
    "hamroh.web.mechanism",
    "hamroh.web.survivor",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hamroh.web.account.middleware.end_idle_session",
    "hamroh.web.shell.middleware.choose_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hamroh.web.shell.middleware.ActorMiddleware",
    "hamroh.web.account.middleware.SecondFactorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hamroh.conf.urls"
WSGI_APPLICATION = "hamroh.conf.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "hamroh.web.shell.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "hamroh.web.shell.templatetags.hamroh"],
        },
    }
]
FORM_RENDERER = "hamroh.web.shell.renderer.GovukRenderer"

DATABASES = {"default": database.settings_for(os.environ.get("HAMROH_AS", database.APP))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "hamroh.web.account.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = False  # they count in each process's own memory; axes counts in the database
ACCOUNT_FORMS = {
    "login": "hamroh.web.account.forms.SignIn",
    "reauthenticate": "hamroh.web.account.forms.ConfirmPassword",
    "change_password": "hamroh.web.account.forms.ChangePassword",
}
MFA_ADAPTER = "hamroh.web.account.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "hamroh.web.account.forms.EnterCode",
    "reauthenticate": "hamroh.web.account.forms.ConfirmCode",
    "activate_totp": "hamroh.web.account.forms.SetUpSecondFactor",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Hamroh"
MFA_TOTP_TOLERANCE = 1
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else anybody keeps anybody out for ever
AXES_LOCKOUT_PARAMETERS = ["username"]  # an attacker changes addresses; an office shares one
AXES_USERNAME_CALLABLE = "hamroh.web.account.failures.name_mark"
AXES_SENSITIVE_PARAMETERS = ["login", "code", "oldpassword", "password1", "password2", "csrfmiddlewaretoken", "next"]
AXES_LOCKOUT_CALLABLE = "hamroh.web.account.sign_in.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_RESET_ON_SUCCESS = True
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # locking by address: see above

HAMROH_IDLE_MINUTES = int(os.environ.get("HAMROH_IDLE_MINUTES", "15"))
HAMROH_LONGEST_SESSION_HOURS = 10
# What a card says where the person's own page is, where that has an address of its own which says nothing.
HAMROH_CARD_ADDRESS = os.environ.get("HAMROH_CARD_ADDRESS", "")
SESSION_COOKIE_AGE = HAMROH_LONGEST_SESSION_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "s"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the browser: whoever looked for help here carries no trace of it for a year
CSRF_FAILURE_VIEW = "hamroh.web.shell.views.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
_https = os.environ.get("HAMROH_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_SSL_REDIRECT = False  # the proxy's task
SECURE_HSTS_SECONDS = 31536000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

USE_TZ = True
TIME_ZONE = os.environ.get("HAMROH_TIME_ZONE", "UTC")  # shown in the mechanism's own zone, see web.shell.middleware
USE_I18N = True
LANGUAGE_CODE = "en"
# Which languages are offered is the mechanism's to say: see web.shell.languages. Django may speak any that it knows.
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["hamroh.conf.formats"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "/static/"
STATIC_ROOT = state.folder() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = ["hamroh.web.shell.uploads.InMemory"]  # Django's own write large ones to a folder, unsealed
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "hamroh.conf.logs.WithoutContent"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "axes": {"level": "CRITICAL"},
        "allauth": {"level": "ERROR"},
    },
}
