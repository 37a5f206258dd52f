"""Matching by words: what the product does without a model, and what the model's score is blended with."""
