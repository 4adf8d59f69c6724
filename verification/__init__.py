"""Slow proofs with pictures: closed forms, limits, fairness, luck, the plain twin. `python -m verification` runs them.

Each proof is a module whose header says what is proved, how, and how to read its picture as right or wrong; it hands
back a `verification.proof.Proof`. None of it is part of the package that is installed.
"""
