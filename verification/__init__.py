"""Slow proofs, with pictures: closed forms, fairness, luck, equal bits. `python -m verification` runs them."""
