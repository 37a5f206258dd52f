"""Measuring matching on labelled sets: `interurban evaluate matching`."""

from .run import add_arguments, evaluate, main

__all__ = ["add_arguments", "evaluate", "main"]
