"""What each free parameter is worth: by how much the evidence would fall, were it held where it was set by hand.

For a model within another, evidence held over evidence free is the posterior density at the value held over the prior
density there (Dickey 1971, recalled and not consulted)::

    worth = log prior(v) - log posterior(v)

in units of log evidence: above 0 the record is better explained with the parameter free, below 0 it is a parameter too
many. Densities are taken where the prior is even, from draws, with a kernel reflected at both ends.
"""

from __future__ import annotations

import numpy as np

from selectorate.record.batch import Floats

LEAST = 1e-4
"""Density below which draws say no more than that there is nearly none."""


def worth(prior: Floats, posterior: Floats, value: float) -> float:
    """The worth of one parameter, from draws of its prior (n,) and its posterior (k,), and the value it would have.

    >>> luck = np.random.default_rng(1)
    >>> even = luck.uniform(size=20_000)
    >>> round(worth(even, even, 0.5), 1) + 0.0
    0.0
    >>> worth(even, luck.normal(0.9, 0.02, size=2_000), 0.1) > 5
    True
    """
    order = np.sort(prior)

    def placed(values: Floats | float) -> Floats:
        return np.searchsorted(order, values) / len(order)

    places, at = placed(posterior), float(placed(value))
    spread = min(float(places.std()), float(np.subtract(*np.quantile(places, [0.75, 0.25]))) / 1.34) or LEAST
    width = max(0.9 * spread * len(places) ** -0.2, LEAST)
    mirrored = np.concatenate([places, -places, 2.0 - places])
    kernel = np.exp(-0.5 * ((mirrored - at) / width) ** 2)
    density = float(kernel.sum() / (len(places) * width * np.sqrt(2.0 * np.pi)))
    return -float(np.log(max(density, LEAST)))
