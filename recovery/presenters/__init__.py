"""View models: a plan or a story in, the values and words of a page out. No rules and no queries."""
