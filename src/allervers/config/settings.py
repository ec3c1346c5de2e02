"""Django's settings. What a host may change is in environment.py."""

from allervers.config.email import email_settings
from allervers.config.environment import read_environment
from allervers.config.logs import logging_settings
from allervers.config.policy import content_policy

ENVIRONMENT = read_environment()
MODE = ENVIRONMENT.mode
DEBUG = False
DEMONSTRATION = MODE == "demonstration"
SECRET_KEY = ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = ENVIRONMENT.old_secret_keys
ALLOWED_HOSTS = ENVIRONMENT.hosts
BASE_URL = ENVIRONMENT.base_url
TILES_URL = ENVIRONMENT.tiles_url
GEOCODER_URL = ENVIRONMENT.geocoder_url
CODE_DAYS = ENVIRONMENT.code_days
FILE_KEYS = ENVIRONMENT.file_keys
RETENTION = ENVIRONMENT.retention
SEAL_FOLDER = ENVIRONMENT.seal_folder

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "allervers.config",
    "allervers.ui",
    "allervers.accounts",
    "allervers.territory",
    "allervers.directory",
    "allervers.tours",
    "allervers.seasons",
    "allervers.people",
    "allervers.reception",
    "allervers.rights",
    "allervers.results",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "allervers.ui.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allervers.accounts.middleware.ViewerMiddleware",
    "allervers.ui.middleware.RefusalMiddleware",
    "allervers.people.middleware.VolumeMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "allervers.config.urls"
WSGI_APPLICATION = "allervers.config.wsgi.application"
FORMS_URLFIELD_ASSUME_HTTPS = True  # "mairie.fr" typed without its scheme
FORM_RENDERER = "allervers.ui.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "allervers.ui.context.site",
                "allervers.tours.context.notices",
            ],
        },
    }
]

# The application connects as a role that owns nothing; migrations connect as the owner.
DATABASES = {
    "default": {
        **ENVIRONMENT.database,
        "ENGINE": "allervers.config.postgres",
        # Each thread keeps its own, with the statements that PostgreSQL planned for it.
        "CONN_MAX_AGE": 600,  # seconds
        "CONN_HEALTH_CHECKS": True,  # it may have been left since (config/postgres)
    },
}
OWNER_DATABASE = ENVIRONMENT.owner_database
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English"), ("ar", "العربية")]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.static_root
ENGINE_FOLDER = ENVIRONMENT.engine_folder
LOCAL_RIGHTS = ENVIRONMENT.local_rights
RIGHTS_URL = ENVIRONMENT.rights_url
ROADS = ENVIRONMENT.roads
ROADS_FOLDER = ENVIRONMENT.roads_folder
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if MODE in {"test", "development"}
            else "allervers.config.static.HashedStaticFiles"
        )
    },
}
WHITENOISE_USE_FINDERS = MODE in {"test", "development"}
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

SESSION_ENGINE = "allervers.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.https
SECURE_REDIRECT_EXEMPT = [r"^sante/"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = content_policy(ENVIRONMENT.tiles_url)

globals().update(email_settings(ENVIRONMENT.email_url))
DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from
LOGGING = logging_settings(ENVIRONMENT.log_level, structured=MODE == "production")
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # each subject's jobs.py
# Preloading HSTS commits a whole domain for years: its owner decides, not this software.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

from allervers.config.sign_in import *  # noqa: E402, F403 - sign-in settings, in their own file
