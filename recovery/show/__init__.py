"""Plans and entries in the words and shapes that pages show. No rules, no rows: a plan in, ready values out."""
