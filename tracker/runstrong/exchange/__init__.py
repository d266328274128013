"""In and out: logs and plans of other programs, and ours as they read them."""
