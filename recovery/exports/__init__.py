"""Data for other places: files of a journal, and the report for a clinician."""
