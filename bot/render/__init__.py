"""Answer → what a surface shows: one file a format."""
