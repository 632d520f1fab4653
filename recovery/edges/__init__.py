"""What leaves the house: each takes a journal or a plan and gives plain data or text."""
