"""The training report: one page of HTML with all its pictures inside, for the screen and for paper."""
