"""Every number a mechanism reads: its unit, its bounds, the mechanism that reads it, and what it means.

A scenario gives each parameter of the mechanisms it switches on a value and a prior; the kernel sees them as one
record with a field for each name. Adding a line here and a use in a mechanism is all a new parameter needs.
"""

from __future__ import annotations

from typing import NamedTuple

MECHANISMS = (
    "happenings",
    "economy",
    "opinion",
    "recruitment",
    "patronage",
    "perception",
    "policy",
    "legacy",
    "alignment",
    "force",
    "motions",
    "sanctions",
    "sessions",
)
"""The forces a scenario can switch on, in the order of the month."""

NEEDS = {
    "policy": ("opinion",),
    "legacy": ("alignment", "motions"),
    "alignment": ("perception",),
    "force": ("alignment", "sanctions"),
    "motions": ("alignment", "sessions"),
    "sanctions": ("motions",),
}
"""Mechanisms that read what another one writes."""


TRAITS = ("standing", "boldness", "flexibility", "skill")
"""What a scenario can make of the scores of a contender."""

RULES = ("branding", "letter_read")
"""What the institution may or may not do, as switches: whether the ban on factions brands the beaten, and whether the
founder's letter is read to all, whoever would keep it."""

# Room in the kernel's structures. They only bound memory (a few megabytes a thread): raise one and all else follows.
CONTENDERS = 31
PERSONS = 256
AXES = 8
UNITS = 4096
BODIES = 32
SEATS = 8192
OFFICES = 64
MONTHS = 600
ECONOMIES = 8
SITTINGS = 1200
RUNGS = 16
MOTIONS_AT_MOST = 64
HAPPENINGS_AT_MOST = 128
EFFECTS = 256
EVENTS = 4096
STREAMS = 64
"""Numbers of streams of luck lie below this; where a kind of decision is drawn anew it is added to that number."""


class ParameterSpec(NamedTuple):
    """What the engine says of one parameter."""

    name: str
    mechanism: str
    unit: str
    low: float
    high: float
    meaning: str


_SPECS = (
    ParameterSpec("persistence", "economy", "share", 0, 1, "part of a deviation from the recorded course that lasts"),
    ParameterSpec("shock", "economy", "index", 0, 2, "deviation that a month's luck adds"),
    ParameterSpec("feedback", "economy", "index/distance", 0, 2, "loss a month to a unit by which the line has moved"),
    ParameterSpec("opinion_drift", "opinion", "1/month", 0, 1, "drift of opinion to what events make plausible"),
    ParameterSpec("press_pull", "opinion", "1/month", 0, 1, "drift of members' opinion to the view of the press"),
    ParameterSpec("press_standing", "opinion", "standing/month", 0, 1, "standing the press gives to one, or takes"),
    ParameterSpec("calm", "opinion", "share", 0, 1, "how far policy is at issue while nothing goes badly"),
    ParameterSpec("class_pull", "opinion", "distance/share", 0, 20, "shift of opinion to a unit more of workers"),
    ParameterSpec("conformity", "opinion", "1/month", 0, 1, "drift of the second rank to patron and opinion"),
    ParameterSpec("standing_decay", "opinion", "1/month", 0, 1, "monthly return of standing to what it rests on"),
    ParameterSpec("dependence", "recruitment", "share", 0, 1, "members who depend on the local head at the start"),
    ParameterSpec("newcomer_dependence", "recruitment", "share", 0, 1, "the same among members admitted since"),
    ParameterSpec("delivery", "recruitment", "share", 0, 1, "delegates a head controls where nobody depends on him"),
    ParameterSpec("delivery_dependence", "recruitment", "share", 0, 1, "what full dependence adds to it"),
    ParameterSpec("delivery_formal", "recruitment", "share", 0, 1, "what formal appointment from above adds to it"),
    ParameterSpec("recruits_workers", "recruitment", "share", 0, 1, "workers among those admitted in the ordinary way"),
    ParameterSpec("expulsion", "recruitment", "1/month", 0, 1, "members who stand by a branded fighter, expelled"),
    ParameterSpec("patron_doubt", "patronage", "share", 0, 1, "guessed patrons of the start that are none, by doubt"),
    ParameterSpec("turnover", "patronage", "1/month", 0, 1, "chance that a base seat changes hands in a month"),
    ParameterSpec("purge", "patronage", "ratio", 0, 20, "how much more often where the patron is an adversary"),
    ParameterSpec(
        "partisan", "patronage", "share", -1, 1, "newcomers who owe the appointer; below 0, who go to one of the others"
    ),
    ParameterSpec("protection", "patronage", "1/month", 0, 1, "drift of unowned heads to those who appoint"),
    ParameterSpec("formal", "patronage", "share", 0, 1, "newcomers formally appointed, whomever they owe"),
    ParameterSpec("newcomer_tie", "always", "share", 0, 1, "strength of the tie of one who owes his place"),
    ParameterSpec("fief", "patronage", "share", 0, 1, "how far a protected seat is out of the appointer's reach"),
    ParameterSpec("careerism", "patronage", "1/month", 0, 1, "drift of unowned heads to a front-runner who owns all"),
    ParameterSpec("defection", "patronage", "1/month", 0, 1, "the same drift among people of the second rank"),
    ParameterSpec("tie_erosion", "always", "1/month", 0, 1, "monthly loss of a tie whose patron is under sanction"),
    ParameterSpec("apparatus", "perception", "power", 0, 10, "power of one who owns every base seat"),
    ParameterSpec("veil", "perception", "share", 0, 1, "apparatus power unseen in the first month of office"),
    ParameterSpec("veil_months", "perception", "months", 1, 600, "time in which the veil falls to 1/e"),
    ParameterSpec("veil_information", "perception", "share", 0, 1, "part of the veil that rests on `information`"),
    ParameterSpec("misjudgement", "perception", "power", 0, 5, "deviation of what each believes of each, drawn yearly"),
    ParameterSpec("pliancy", "policy", "1/month", 0, 1, "pace at which a fully flexible contender moves his view"),
    ParameterSpec("cult", "legacy", "standing", 0, 2, "standing lent by the dead founder to one at his coffin"),
    ParameterSpec("testament", "legacy", "log odds", 0, 20, "weight of the founder's letter, read to all, in a vote"),
    ParameterSpec("hush", "legacy", "share", 0, 1, "what is left of that weight where few were told of it"),
    ParameterSpec("threat", "alignment", "1/power", 0, 20, "hostility to a unit of perceived power"),
    ParameterSpec("allied_threat", "alignment", "share", 0, 1, "part of his allies' power counted as his"),
    ParameterSpec("collective", "alignment", "1/power", 0, 20, "hostility to a unit of power above all others'"),
    ParameterSpec("policy_distance", "alignment", "1/distance^2", 0, 40, "hostility to a unit of squared distance"),
    ParameterSpec("affinity", "alignment", "1", 0, 10, "hostility soothed by full affinity"),
    ParameterSpec("affinity_doubt", "alignment", "1", 0, 2, "deviation of true affinities from those written down"),
    ParameterSpec("common_enemy", "alignment", "1", 0, 10, "hostility soothed by a campaign in common"),
    ParameterSpec("bonaparte", "alignment", "1", 0, 10, "hostility to one with `coerce` and the first standing"),
    ParameterSpec("offence", "alignment", "1", 0, 10, "hostility to a unit of open opposition"),
    ParameterSpec("offence_decay", "alignment", "1/month", 0, 1, "monthly forgetting of open opposition"),
    ParameterSpec("fight", "alignment", "log odds", -20, 20, "readiness of one attacked to fight in the open"),
    ParameterSpec("fight_strength", "alignment", "log odds/share", 0, 50, "what a committee share adds to it"),
    ParameterSpec(
        "fight_crisis", "alignment", "log odds/distance", 0, 50, "what distance from the line adds in a crisis"
    ),
    ParameterSpec("fight_session", "alignment", "log odds", 0, 20, "what a session of delegates adds to it"),
    ParameterSpec("opening", "alignment", "1", 0, 20, "expected gain that one without boldness asks for"),
    ParameterSpec("front", "alignment", "1", 0, 20, "what each campaign already joined adds to that"),
    ParameterSpec("partner_spared", "alignment", "1/share", 0, 50, "added against a partner per share short of .55"),
    ParameterSpec("initiative", "alignment", "1/month", 0, 1, "chance that one who would open a campaign does"),
    ParameterSpec("aside", "alignment", "1", 0, 20, "difference in hostility below which one stands aside"),
    ParameterSpec("brand", "alignment", "1", 0, 40, "what the ban adds for one who would stand by the beaten"),
    ParameterSpec("bandwagon", "alignment", "1/share", 0, 20, "hostility outweighed by a side's lead in seats"),
    ParameterSpec("sharpness", "alignment", "1", 0.1, 100, "how sharply sides follow differences in hostility"),
    ParameterSpec("decisiveness", "alignment", "log odds/share", 0, 100, "how surely a majority carries, as foreseen"),
    ParameterSpec("lapse", "alignment", "1/month", 0, 1, "chance that a campaign against one beaten and silent ends"),
    ParameterSpec("contagion", "alignment", "1/month", 0, 1, "chance that who stands by the beaten is next"),
    ParameterSpec("force", "force", "1/month", 0, 1, "readiness of a bloc that holds `coerce` to use it"),
    ParameterSpec("force_standing", "force", "log odds", 0, 20, "pull of standing on the success of force"),
    ParameterSpec("tempo", "motions", "share", 0, 1, "chance that a ripe motion is brought when a venue sits"),
    ParameterSpec("occasion", "alignment", "share", 0, 1, "ground to proceed against one who keeps silent"),
    ParameterSpec("gap", "motions", "months", 0.1, 120, "time scale between two rungs"),
    ParameterSpec(
        "reelection", "motions", "log odds", 0, 20, "reluctance that falls away where a seat is to be renewed"
    ),
    ParameterSpec("vote_tie", "motions", "log odds", 0, 20, "pull of a full tie to the patron's side"),
    ParameterSpec("vote_view", "motions", "log odds/distance^2", 0, 20, "pull of nearness in policy"),
    ParameterSpec("vote_standing", "alignment", "log odds", 0, 20, "pull of standing"),
    ParameterSpec("vote_fear", "alignment", "log odds", 0, 20, "pull of the side that appoints"),
    ParameterSpec("vote_discipline", "motions", "log odds", 0, 20, "weight of the ban against one already beaten"),
    ParameterSpec("vote_offence", "motions", "log odds", 0, 20, "weight of open opposition"),
    ParameterSpec("forecast", "motions", "share", 0, 1, "deviation of a leader's forecast of the vote"),
    ParameterSpec("session_won", "motions", "standing", 0, 1, "standing that a division at a session gives or takes"),
    ParameterSpec("standing_lost", "sanctions", "standing", 0, 1, "standing lost with a rung, or by a failed mover"),
    ParameterSpec("dismissal", "sanctions", "share", 0, 1, "followers' seats lost when their patron leaves a body"),
    ParameterSpec("cadres", "sanctions", "persons", 0, 100000, "active followers of one of standing 1"),
    ParameterSpec("recant", "sanctions", "1/month", 0, 1, "chance that one who is out of the party recants"),
    ParameterSpec("retention", "sessions", "share", 0, 1, "seats kept at an election by those who are no adversaries"),
    ParameterSpec("slate", "sessions", "share", 0, 1, "open seats that the holder of `slate` fills"),
    ParameterSpec("majority", "sessions", "exponent", 0.1, 20, "how far the largest following takes a vacancy"),
)

CATALOGUE: dict[str, ParameterSpec] = {spec.name: spec for spec in _SPECS}
"""Every parameter by name."""
