"""Where things come from and go: one outside world per module."""
