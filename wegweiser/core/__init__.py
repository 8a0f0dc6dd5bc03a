"""How things are worked out: pure functions from model to model."""
