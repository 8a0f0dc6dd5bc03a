"""Survey evaluation: weights, shares, importance and performance, ranks (quartiersanalyse.md 2.3, 7.2, 7.5, 7.6)."""
