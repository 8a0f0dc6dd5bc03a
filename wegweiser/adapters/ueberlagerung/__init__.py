"""A guide that is built on others, put together from their documents before anything is checked against the models.

Every part keeps its place, so a finding names the file it comes from, in whichever guide that is. `kette` finds the guides
below and is needed at every start; `schichten` puts them over one another when a guide is read anew.
"""
