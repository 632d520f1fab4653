"""Sample people: the demo person, and generated courses for measuring."""
