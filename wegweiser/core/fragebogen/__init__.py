"""Questionnaires: the questions of a guide as XLSForm, and a draft guide from one."""
