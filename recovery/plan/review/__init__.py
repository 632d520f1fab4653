"""Looking back: the course so far, changes since yesterday, weekly measures, and the steps of a timer."""
