"""What the feed does: takes records in, answers lists, tells what changed."""
