"""What holds where nobody says otherwise."""

# The guide of a new Vorhaben: the whole chain as shipped.
LEITFADEN = "land-nrw"
