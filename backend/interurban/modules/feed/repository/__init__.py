"""Every statement on the feed's tables."""
