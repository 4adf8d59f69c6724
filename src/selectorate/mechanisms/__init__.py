"""One file for each force; `simulation.month` is their order."""
