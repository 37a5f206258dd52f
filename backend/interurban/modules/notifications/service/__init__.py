"""Notices: writing them, reading one's own, and the mail that goes with them."""
