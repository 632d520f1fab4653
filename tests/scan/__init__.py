"""A scan of the running site, by somebody who is logged in: `python -m tests.scan --help`."""
