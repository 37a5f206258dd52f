"""Notices are one's own; no API client reads them."""

from __future__ import annotations

from interurban.core.policy import Permission

READ = Permission("notification.own", audience="signed_in")
MARK = Permission("notification.mark", audience="signed_in")
