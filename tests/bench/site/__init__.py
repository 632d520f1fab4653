"""BackCare with the floor beside it, in one process."""
