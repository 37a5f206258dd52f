"""Meaning as vectors: the model, the space its vectors are compared in, and how they are found again."""
