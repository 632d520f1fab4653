"""What servers run: `gunicorn backcare.wsgi`. Whoever forgets to set DEBUG here gets the safe side."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings")
os.environ.setdefault("DEBUG", "0")
# What a page asks of PostgreSQL has an end, so that no thread hangs. Commands such as migrate may take their time.
LIMITS = {"statement_timeout": "5s", "lock_timeout": "3s", "idle_in_transaction_session_timeout": "10s"}
os.environ.setdefault("PGOPTIONS", " ".join(f"-c {name}={value}" for name, value in LIMITS.items()))

application = get_wsgi_application()
