"""What questions, starts and growth cost: ``make bench``."""
