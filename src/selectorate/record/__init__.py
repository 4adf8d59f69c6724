"""The record beside histories: statistics, likelihoods of facts, scores and baselines."""
