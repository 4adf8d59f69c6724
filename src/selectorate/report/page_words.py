"""What stands on report pages: what each number is, and what an answer cannot say."""

from __future__ import annotations

from selectorate.analysis.spread import DRAWS, FEW

DEFINITIONS = {
    "Ending": "Endings exclude one another: each history has one, the first by rank that holds. What came in none of "
    "the histories may still be possible.",
    "Outcome": "Outcomes are statements that may hold beside one another. Which of them is read decides much, so all "
    "are given.",
    "Share": "The share of the histories in which something holds, with the 95 % interval of the sampling: where it "
    "would lie 95 times in 100, had other luck been drawn with the same numbers, or with numbers drawn alike.",
    "Removal": "A removal is the month in which a contender first reaches a rung of the ladder. Median and 5 to 95 % "
    "are over all histories, and one in which he never gets so far counts as later than the last month: where fewer "
    "than half get so far there is no median.",
    "Committee by session": "The mean share of the full seats of the committee that a contender holds together with "
    "those who owe him theirs. How they would vote is another question: a tie has a strength, and a seat weighs other "
    "things too.",
    "Twin": "A history lived again with the same luck in a world in which something is replaced.",
    "Paired difference": "The share in the changed world less the share in the world as it was, over the same "
    "histories with the same luck. Intervals hold at 95 % for all differences together, and for other luck only.",
    "Ends otherwise": "The share of histories whose ending is another one than their twin's. It can be large where "
    "the differences are small: as many may turn one way as the other.",
    "First divergence": "The first month in which twins differ: in an event, in how many seats of committee and "
    "presidium follow whom, or in who holds an office. Reasons are left aside.",
    "Probability": "The share of histories in which the outcome holds.",
    "Necessity": "Necessity is the share, among histories in which the outcome holds, of those whose twin without the "
    "factor lacks it.",
    "Sufficiency": "Sufficiency is the share, among histories whose twin without the factor lacks the outcome, of "
    "those in which it holds with the factor.",
    "Bounds": "Bounds (Tian and Pearl) are what could be said of either number from the two probabilities alone, "
    "without twins, widened by the doubt of the sampling.",
    "Luck alone": "Luck alone, the placebo: of the same histories, the share that end otherwise when nothing is "
    "replaced but part of the luck is drawn anew: all of it, that of one year (the mean over years), or that of one "
    "kind of decision (the mean over kinds). What luck alone would have undone is not the factor's doing.",
    "Share of the difference (Shapley value)": "All factors are replaced and then put back one at a time; each is "
    "credited with what it adds at its turn, and its share is the mean over all orders. A share can be negative: then "
    "the factor made the outcome less likely.",
    "Interaction": "An interaction is what two factors do together beyond what each does alone. Above zero they need "
    "each other; below zero each can stand in for the other.",
    "Powers of the office": "Each power of the office alone is held jointly and no longer by its holder, in a game of "
    "the powers by themselves; a share is the mean, over all orders, of what a power adds.",
    "Office or man": "The office is given to each contender in turn, all other luck the same. Where endings follow the "
    "office, the outlined cells are the shaded ones; where they follow the man, the rows are alike.",
    "Cheapest flip": "The cheapest flip is the latest and smallest change of factors after which the outcome is less "
    "likely than not.",
    "Interval": "Intervals hold at 95 % for all numbers of one family together (shares, necessity, sufficiency and "
    "Shapley values are one), and for other luck only.",
}
"""Each number in a sentence."""

OF_A_RUN = ("Ending", "Outcome", "Share", "Removal", "Committee by session")
OF_TWO_WORLDS = (*OF_A_RUN, "Twin", "Paired difference", "Ends otherwise", "First divergence")
OF_AN_EXPLANATION = (
    "Twin", "Probability", "Ending", "Removal", "Necessity", "Sufficiency", "Bounds", "Luck alone",
    "Share of the difference (Shapley value)", "Interaction", "Powers of the office", "First divergence",
    "Office or man", "Cheapest flip", "Interval",
)  # fmt: skip
"""Numbers of each page."""

LOOP = {
    "Base seat more": "A base unit whose head did not follow the holder of the loop comes to follow him, as a newcomer "
    "does. Units differ, so histories are dealt over all that can be added.",
    "Gain": "The gain is the mean difference of his following in the committee at the congress after next, between a "
    "history and its twin, which has the seat and the same luck.",
    "Link cut": "A link is cut by letting the places of whoever is chosen by it fall to contenders at random, in both "
    "twins: then they do not depend on who chooses. An office falls so whenever those who fill it sit newly chosen.",
}
"""Each number of a loop in a sentence."""

LIMITS = (
    "Nothing here is a claim about history. The numbers say what this model does with these parameters.",
    "Intervals tell the doubt of the sampling alone: how far other luck could have moved a number. Other values of the "
    "parameters and other readings of the record could move it further; that was not asked.",
)
"""What every answer leaves open."""

RANGES = {"parameters": "Range over parameters", "readings": "Range over readings"}
DEFINITIONS[RANGES["parameters"]] = (
    "The range over parameters is the one in which a number lies in nine of ten draws of the posterior, other luck "
    f"taken out: how far the record leaves it open. It is reckoned from many histories with each of {DRAWS} draws. "
    "In figures the thin line spans all ranges, and the interval of the sampling is the thick one."
)
DEFINITIONS[RANGES["readings"]] = (
    "The range over readings is the one in which the same number lies in accounts of historians as rival models, in "
    "our simplification, that have nine tenths of the weight by the record, other luck taken out. It is reckoned from "
    f"{FEW} histories with each of {DRAWS} draws of each of them; `selectorate readings` prints their weights, and "
    "which of them cannot be told apart."
)
OVER_PARAMETERS = (
    "Intervals tell the doubt of the sampling: how far other luck, and other draws of the parameters, could have moved "
    "a number that is a mean over both. A range over parameters stands beside some numbers and tells the doubt of the "
    "parameters; where there is none it was not asked. A range over readings tells how far other accounts of the same "
    "events, as rival models, move it."
)
OVER_DRAWS = (
    "Intervals tell the doubt of the sampling alone: how far other luck, and other draws of the parameters, could have "
    "moved a number that is a mean over both. How far it differs from draw to draw, and between readings of the "
    "record, was not asked."
)
"""What is left open where parameters come from a posterior: with ranges over parameters, and without."""

LEFT_OUT = (
    "What the scenario leaves out has no part in any history here: what it did in the past falls to luck or to what is "
    "in it."
)
DUE = "That a median lies near a month of the record does not say that anything was due in that month."
TWINS = "Twins are alike in all but what is replaced. Whether such a world could have come about is not asked."

FACTORS = (
    "A factor is what the scenario declares it to be, and it is compared with one contrast. Replaced by something else "
    "it may count for more or for less.",
    TWINS,
    "What the scenario leaves out cannot explain anything here, and its part falls to luck or to other factors.",
    "A share of the difference divides what the declared factors make together. With other factors it is another one.",
)
"""What an explanation leaves open besides."""

REAL = (
    "The people were real, and so was what was done to them. To say that an outcome depended on an office excuses "
    "nobody, and to say that it was likely does not say that it had to come."
)
"""What is said besides where the scenario has a record."""
