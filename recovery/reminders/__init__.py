"""Reminders on their way: words, web push, mail, the calendar, and the worker that sends."""
