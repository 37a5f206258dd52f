"""What can go wrong with an input as a whole. A single bad item is a Reject instead."""

from __future__ import annotations


class UnreadableInput(Exception):
    """The input cannot be opened as what it claims to be; the message says what to do."""


class InputTooLarge(UnreadableInput):
    """A stated limit of formats/reading.py was passed: size, ratio, number of files or depth."""


class ItemTooLarge(Exception):
    """One document or JSON value is larger than MAX_ITEM_BYTES; the rest of the input can go on."""


class AlreadyImporting(Exception):
    """Another process is importing the same input."""
