"""The floor: what this stack costs before BackCare does anything.

A bare view; a page for somebody who is signed in, in the site's own base template, with three cheap queries beside
those for session and user; and a form that writes one row. It stands twice: beside BackCare in one process, to compare
CPU times, and as a project of its own (settings.py), to compare memory and start.
"""
