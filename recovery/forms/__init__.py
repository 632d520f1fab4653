"""Forms: they ask a person and read the answers into entries. The rules of recovery are in `recovery.plan`."""
