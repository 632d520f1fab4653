"""The only door between database rows and the entries of the plan."""
