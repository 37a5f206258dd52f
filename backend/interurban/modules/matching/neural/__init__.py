"""The model: its weights, its encoder, and the space its vectors live in."""
