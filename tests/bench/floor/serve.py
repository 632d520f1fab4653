"""The floor's server: `python -m tests.bench.floor.serve` is to the floor what `manage.py serve` is to BackCare."""

import django

from backcare import server

if __name__ == "__main__":
    django.setup()
    server.run()
