"""XPath as questionnaires of ODK use it: a small tree, its parser, and the ways to and from our own expressions."""
