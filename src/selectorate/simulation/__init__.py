"""Names to indices, the order of the month, one history, and what is kept of it."""
