"""What identity does, one file per subject; nothing here knows HTTP beyond a request's headers."""
