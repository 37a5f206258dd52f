"""What others may use of importers: the first start's real records, with progress."""

from __future__ import annotations

from .command import Shown, summary
from .first_start import data_folder, import_packages

__all__ = ["Shown", "data_folder", "import_packages", "summary"]
