"""What is known, and from where. Knows no language and no chat."""
