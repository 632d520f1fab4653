"""What BackCare costs: `make bench` measures it, and prints it as ratios to floors measured in the same run.

Nothing here is a test; the ordinary suite asserts no time.
"""
