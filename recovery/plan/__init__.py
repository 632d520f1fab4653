"""The core: a journal and an instant in, a plan out. Standard library only, no clock, no chance."""
