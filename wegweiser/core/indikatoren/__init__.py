"""Indicators of a Quartier: out of statistics, grid cells and answers, compared with city and Land."""
