"""The walking ladder: how much to walk, and when that changes."""
