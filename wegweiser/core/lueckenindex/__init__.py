"""The gap index (quartiersanalyse 7.1–7.4): need, usable supply, gap, cause, rank, and how firm all that is."""
