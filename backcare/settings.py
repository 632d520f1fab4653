"""All settings of the site. Development needs no variable; a server refuses to start without the required ones."""

from email.utils import parseaddr
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from backcare import env

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where it runs. wsgi.py, which servers use, turns DEBUG off unless it is set.
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
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "lucide",
]
MIDDLEWARE = [
    "backcare.logs.each_request",
    "recovery.web.middleware.ours",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "recovery.web.middleware.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "recovery.web.middleware.private_pages",
    "recovery.web.lasting.renew",
    "recovery.web.again.AskAgain",
    "recovery.web.middleware.end_visit",
    "recovery.views.unreadable.UnreadableJournals",
    "recovery.views.meanwhile.DeletedMeanwhile",
]
if DEBUG:
    MIDDLEWARE.insert(1, "backcare.local.by_name")
METRICS_TOKEN = env.secret("METRICS_TOKEN", "", "Opens /metrics to Prometheus. Without one, nothing is counted.")
if METRICS_TOKEN:
    MIDDLEWARE.insert(1, "recovery.web.metrics.count")
# No `csp` context processor: with it, tags of libraries would add nonces to every page.
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "backcare.templates.CachedLoader",
                    ["backcare.templates.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "recovery.web.htmx.look",
                "recovery.views.visit.running",
            ],
            "builtins": [f"recovery.templatetags.{name}" for name in ("inputs", "pictures", "rules", "in_place")],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data
DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        f"sqlite:///{BASE_DIR / 'db.sqlite3'}",
        "Where the journal is kept: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.",
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The limits on guessing passwords count in the cache, so all processes must share it.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 18_000_000  # an import sends a whole journal through a form
SESSION_ENGINE = "recovery.models"
SESSION_COOKIE_AGE = 90 * 24 * 60 * 60  # without a visit; a guest loses the plan with this cookie

# --- Languages and time. Instants are UTC; the time zone of a person is in their journal.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = len(LANGUAGES) > 1  # with one language, Django need not look every text up
TIME_ZONE = "UTC"

# --- Static files
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
if DEBUG:
    STATICFILES_FINDERS = ["backcare.static.Finder", "django.contrib.staticfiles.finders.AppDirectoriesFinder"]
else:
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
# Powers of the browser that no page uses, so that a file that was smuggled in cannot use them either. Passkeys and the
# wake lock are ours.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
        "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
    )
}  # fmt: skip
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
    # Browsers let no other host, and no page without TLS, set a cookie with this prefix.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

# --- Mail: sent if there is a mail server, otherwise printed to the terminal
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
    else {"BACKEND": "backcare.mail.EmailBackend"}
}
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "BackCare <backcare@localhost>", "Sender of mail.")

OPERATOR = env.text("OPERATOR", "", "Who runs the site, as the page about privacy names them: Example Practice, Bonn.")
CONTACT = env.text(
    "CONTACT", parseaddr(DEFAULT_FROM_EMAIL)[1], "Address for questions about data and for reports of faults."
)

# --- Without signal
SERVICE_WORKER = env.flag("SERVICE_WORKER", True, "Keeps pages on phones. Off, phones remove it at their next visit.")

# --- Notifications: sent over the push service of each browser, signed by a key of ours (VAPID)
VAPID_KEY = env.text(
    "VAPID_KEY", "", "Signs notifications: 32 bytes in base64url. Without one, it follows from SECRET_KEY."
)
PUSH_SERVICES = env.words(
    "PUSH_SERVICES",
    "fcm.googleapis.com,push.services.mozilla.com,push.apple.com,notify.windows.com",
    "Domains of the push services that notifications may go to.",
)

# --- Accounts: an address and a password, or a passkey. The address is confirmed by a code, not a link:
# a link opened in a phone's mail app lands in another browser, without the guest's plan.
AUTH_USER_MODEL = "recovery.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"recovery.web.passwords.{name}"} for name in ("LongEnough", "NotYourAddress", "NotCommon")
]
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2")]
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "recovery.web.accounts.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_CHANGE_EMAIL = True  # one address, which can be changed
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60  # mail can be slow
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "signup": "recovery.forms.pasted.SignUp",
    "login": "recovery.forms.pasted.LogIn",
    "request_login_code": "recovery.forms.pasted.AskForCode",
    "confirm_login_code": "recovery.forms.pasted.LogInCode",
    "confirm_email_verification_code": "recovery.forms.pasted.AddressCode",
    "reset_password": "recovery.forms.pasted.ForgotPassword",
    "add_email": "recovery.forms.pasted.NewAddress",
    "change_email": "recovery.forms.pasted.OtherAddress",
    "change_password": "recovery.forms.pasted.ChangePassword",
    "set_password": "recovery.forms.pasted.SetPassword",
    "reset_password_from_key": "recovery.forms.pasted.PasswordByLink",
    "reauthenticate": "recovery.forms.pasted.PasswordAgain",
}
MFA_ADAPTER = "recovery.web.accounts.PasskeyIsAWayIn"
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes", "totp"]
MFA_FORMS = {
    "authenticate": "recovery.forms.pasted.SecondStep",
    "authenticate_webauthn": "recovery.forms.pasted.StepByPasskey",
    "reauthenticate": "recovery.forms.pasted.SecondStepAgain",
    "activate_totp": "recovery.forms.pasted.TurnOnApp",
    "add_webauthn": "recovery.forms.pasted.NewPasskey",  # each passkey is a way to log in
    "edit_webauthn": "recovery.forms.pasted.PasskeyName",
    "signup_webauthn": "recovery.forms.pasted.NewPasskey",
    "login_webauthn": "recovery.forms.pasted.LogInByPasskey",
    "reauthenticate_webauthn": "recovery.forms.pasted.ProveByPasskey",
}
MFA_TOTP_ISSUER = "BackCare"
MFA_TOTP_TOLERANCE = 1  # codes of 30 seconds before and after count, because clocks differ
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
        # backcare.access logs each request, so runserver need not.
        "django.server": {"handlers": [], "propagate": True, "level": "CRITICAL"},
        "gunicorn.error": {"handlers": [], "propagate": True},
    },
}
