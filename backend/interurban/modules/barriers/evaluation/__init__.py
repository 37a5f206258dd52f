"""Measuring the barrier review on hand-labelled passages: `interurban evaluate barriers`."""

from .run import add_arguments, evaluate, main

__all__ = ["add_arguments", "evaluate", "main"]
