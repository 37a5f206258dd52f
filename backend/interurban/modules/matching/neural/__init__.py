"""A model's view of texts: knows no table, no request, and nothing of words."""
