"""All settings of the site. No variable is needed to develop; outside of development missing ones are refused."""

from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from backcare import env

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where it runs. wsgi.py, which servers use, turns DEBUG off unless told otherwise.
DEBUG = env.flag("DEBUG", True, "Development mode: error pages with code, no HTTPS. Servers run with 0.")
SECRET_KEY = env.secret(
    "SECRET_KEY",
    "django-insecure-for-development-only-and-known-to-everybody" if DEBUG else None,
    "Signs sessions and links. A must when DEBUG is 0; keep it secret and the same on every server.",
)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    "" if DEBUG else None,
    "Host names the site answers to, with commas between. A must when DEBUG is 0.",
)
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0, "How many proxies stand in front and set X-Forwarded-* headers.")
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
HOST = env.text("HOST", "127.0.0.1", "Address where `manage.py serve` listens.")
PORT = env.integer("PORT", 8000, "Port where `manage.py serve` listens.", least=1)
WORKERS = env.integer("WORKERS", 2, "Processes of `manage.py serve`: about one for each core.", least=1)
THREADS = env.integer("THREADS", 4, "Threads of each process.", least=1)
WSGI_APPLICATION = "backcare.wsgi.application"
ROOT_URLCONF = "backcare.urls"

INSTALLED_APPS = [
    "recovery",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "lucide",
]
MIDDLEWARE = [
    "backcare.logs.each_request",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "recovery.middleware.private_pages",
    "recovery.middleware.own_clock",
]
METRICS_TOKEN = env.secret("METRICS_TOKEN", "", "Opens /metrics to Prometheus. Without one, nothing is counted.")
if METRICS_TOKEN:
    MIDDLEWARE.insert(1, "recovery.metrics.count")
# No `csp` context processor: with it, tags of libraries would add nonces, and no two pages would be the same.
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "recovery.http.look",
                "recovery.views.visit.running",
            ],
            "builtins": ["recovery.templatetags.pictures"],
        },
    },
]

# --- What is kept
DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        f"sqlite:///{BASE_DIR / 'db.sqlite3'}",
        "Where the journal is kept: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.",
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The limits on guessing passwords count in the cache, so all processes must share it. What a process keeps near is
# its own: copies that it holds against the database at each look, or that hang on nothing but its code.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "near": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 600}},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000  # a whole journal comes back through a form
SESSION_ENGINE = "recovery.sessions"
SESSION_COOKIE_AGE = 365 * 24 * 60 * 60  # a guest's plan hangs on this cookie

# --- Languages and time. Instants are UTC here; each person's own zone stands in their journal.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
TIME_ZONE = "UTC"

# --- Files of the site itself
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
if not DEBUG:
    STATIC_ROOT = BASE_DIR / "staticfiles"
    STORAGES = {"staticfiles": {"BACKEND": "backcare.static.Storage"}}

# --- Security
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
if not DEBUG:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|metrics)$"]  # probes ask from inside, without TLS
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# --- Mail: printed in development, sent where a server is named
MAIL_HOST = env.text("MAIL_HOST", "", "Mail server that sends codes. Without one, mail is printed to the terminal.")
MAIL_OPTIONS = {
    "host": MAIL_HOST,
    "port": env.integer("MAIL_PORT", 587, "Port of the mail server."),
    "username": env.text("MAIL_USER", "", "User name at the mail server."),
    "password": env.text("MAIL_PASSWORD", "", "Password at the mail server."),
    "use_tls": env.flag("MAIL_TLS", True, "Speak TLS to the mail server (STARTTLS)."),
    "timeout": 10,
}
MAILERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": MAIL_OPTIONS}
    if MAIL_HOST
    else {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
}
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "BackCare <backcare@localhost>", "Sender of mail.")

# --- Accounts: an address and a password, or a passkey. The address is confirmed by a code, not a link:
# a link opened in a phone's mail app lands in another browser, without the guest's plan.
AUTH_USER_MODEL = "recovery.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"recovery.accounts.{name}"} for name in ("LongEnough", "NotYourAddress", "NotCommon")
]
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_CHANGE_EMAIL = True  # one address, which can be changed
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_ADAPTER = "recovery.accounts.PasskeyIsAWayIn"
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes", "totp"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

# --- Log lines go to the terminal, also when DEBUG is off
LOGGING_CONFIG = "backcare.logs.configure"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "backcare.logs.Line",
            "format": "{asctime} {levelname} {name} [{request_id}] {message}",
            "style": "{",
        },
        "json": {"()": "backcare.logs.JsonLine"},
    },
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line" if DEBUG else "json"}},
    "root": {"handlers": ["terminal"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # What runserver would say of each request, backcare.access says.
        "django.server": {"handlers": [], "propagate": True, "level": "CRITICAL"},
    },
}
