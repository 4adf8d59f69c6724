"""What stands on every report page: what each number is, and what an answer cannot say."""

from __future__ import annotations

DEFINITIONS = {
    "Twin": "A history lived again with the same luck in a world in which something is replaced.",
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
    "A factor is what the scenario declares it to be, and it is compared with one contrast. Replaced by something else "
    "it may count for more or for less.",
    "Twins are alike in all but what is replaced. Whether such a world could have come about is not asked.",
    "What the scenario leaves out cannot explain anything here, and its part falls to luck or to other factors.",
    "A share of the difference divides what the declared factors make together. With other factors it is another one.",
)
"""What every answer leaves open."""

REAL = (
    "The people were real, and so was what was done to them. To say that an outcome depended on an office excuses "
    "nobody, and to say that it was likely does not say that it had to come."
)
"""What is said besides where the scenario has a record."""
