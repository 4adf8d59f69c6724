"""Questions asked of many histories: how they end, what held, who was removed when, and who chooses whom.

>>> from selectorate import analysis, ensemble, scenario
>>> many = ensemble.run(scenario.load("association"), histories=1000, seed=7)
>>> ends = analysis.endings(many)
>>> list(ends.shares()), sum(ends.counts)
(['captured:ada', 'captured:ben', 'captured:chen', 'open'], 1000)
"""

from __future__ import annotations

from selectorate.analysis.alone import alone, ending, held
from selectorate.analysis.decidable import undecidable
from selectorate.analysis.doubt import (
    Estimate,
    Interval,
    Undefined,
    difference,
    enough,
    half_width,
    mean,
    means,
    ratio,
    share,
    simultaneous,
)
from selectorate.analysis.endings import Endings, endings
from selectorate.analysis.finding import find, findable, from_record
from selectorate.analysis.following import Committee, committee
from selectorate.analysis.graph import Link, Loop, links, loops
from selectorate.analysis.intervals import interval
from selectorate.analysis.necessity import (
    Cause,
    causes,
    necessity,
    necessity_bounds,
    placebo,
    sufficiency,
    sufficiency_bounds,
)
from selectorate.analysis.outcomes import Outcomes, outcomes
from selectorate.analysis.removals import Removal, removals
from selectorate.analysis.shapley import (
    interaction_contributions,
    interaction_values,
    pairs,
    shapley_contributions,
    shapley_values,
)
from selectorate.analysis.statements import Statement

__all__ = [
    "Cause",
    "Committee",
    "Endings",
    "Estimate",
    "Interval",
    "Link",
    "Loop",
    "Outcomes",
    "Removal",
    "Statement",
    "Undefined",
    "alone",
    "causes",
    "committee",
    "difference",
    "ending",
    "endings",
    "enough",
    "find",
    "findable",
    "from_record",
    "half_width",
    "held",
    "interaction_contributions",
    "interaction_values",
    "interval",
    "links",
    "loops",
    "mean",
    "means",
    "necessity",
    "necessity_bounds",
    "outcomes",
    "pairs",
    "placebo",
    "ratio",
    "removals",
    "shapley_contributions",
    "shapley_values",
    "share",
    "simultaneous",
    "sufficiency",
    "sufficiency_bounds",
    "undecidable",
]
