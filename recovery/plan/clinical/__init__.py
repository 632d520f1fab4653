"""The clinical knowledge of the plan: figures, sources, red flags, contra-indications and countries. No logic."""
