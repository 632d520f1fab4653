"""What happened: the story of a journal, its plan days, its timed activities and its red flags."""
