"""Open questions as files for departments, and the filled files back: Excel and Word."""
