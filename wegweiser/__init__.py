"""Guided Quartiersentwicklung: from gap to Maßnahmenplan. Importing the package costs nothing."""
