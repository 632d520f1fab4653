"""The WSGI application for servers. DEBUG is off here unless it is set."""

import os

from django.core.wsgi import get_wsgi_application

from backcare.charset import speak_utf8
from backcare.frames import in_one_chunk

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings")
os.environ.setdefault("DEBUG", "0")
# Limit queries of pages, so that no thread hangs. Commands such as migrate have no limit.
LIMITS = {"statement_timeout": "5s", "lock_timeout": "3s", "idle_in_transaction_session_timeout": "10s"}
os.environ.setdefault("PGOPTIONS", " ".join(f"-c {name}={value}" for name, value in LIMITS.items()))

application = in_one_chunk(speak_utf8(get_wsgi_application()))
