"""The events of a month in few lines: small ones of a kind together, votes with what decided them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from selectorate.ensemble.telling import Event, Teller, strongest

VOTE_TERMS: Mapping[str, str] = {
    "tie": "ties to patrons",
    "view": "nearness in policy",
    "standing": "standing",
    "fear": "fear of those who appoint",
    "discipline": "discipline",
    "offence": "his open opposition",
    "letter": "the founder's letter",
    "reluctance": "reluctance",
    "luck": "luck",
}
"""Terms of a vote in words."""

REASONS: Mapping[str, tuple[str, str]] = {
    "threat": ("his power", "his power"),
    "collective": ("his power above all others'", "his power below the others'"),
    "policy": ("policy", "policy"),
    "affinity": ("dislike", "liking"),
    "common_enemy": ("a common enemy", "a common enemy"),
    "bonaparte": ("fear of a Bonaparte", "fear of a Bonaparte"),
    "offence": ("his open opposition", "his open opposition"),
}
"""Reasons of hostility in words: what speaks for it, and what speaks against it."""

FEW = 100
"""Below so many votes a term is said with a digit after the point."""


class Story:
    """Says months of one history in lines."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.told: Mapping[str, Callable[[list[Event]], str]] = {
            "opened": self.opened,
            "closed": self.closed,
            "fought": self.fought,
            "voted": self.voted,
            "reached": self.voted,
            "divided": self.divided,
            "elected": self.elected,
            "took_office": self.office,
            "left_office": self.office,
            "allied": self.partners,
            "parted": self.partners,
            "honoured": self.honoured,
            "defected": self.defected,
            "recanted": self.recanted,
            "dismissed": self.dismissed,
        }

    def lines(self, events: Sequence[Event]) -> list[str]:
        """The events of one month, each group at the place of its first; new members come after what made room."""
        groups: dict[tuple[str | None, ...], list[Event]] = {}
        for number, event in enumerate(events):
            key = _together(event, number)
            group = groups.pop(key, []) if event.kind == "elected" else groups.get(key, [])
            groups[key] = [*group, event]
        return [self.told.get(group[0].kind, self.plain)(group) for group in groups.values()]

    def name(self, person: str | None) -> str:
        """What a person is called."""
        return self.teller.name(person)

    def everybody(self, people: Sequence[str | None]) -> str:
        """Several people in a row, each once."""
        return listed([self.name(person) for person in dict.fromkeys(people)])

    def plain(self, group: list[Event]) -> str:
        """What stands alone, as the chronicle says it."""
        return self.teller.sentence(group[0])

    def opened(self, group: list[Event]) -> str:
        """Campaigns of one man, each with its reasons."""
        said = [f"{self.name(event.whom)}{because(event.terms)}" for event in group]
        many = f"opens {'campaigns' if len(group) > 1 else 'a campaign'} against"
        return f"{self.name(group[0].who)} {many} {listed(said)}"

    def closed(self, group: list[Event]) -> str:
        """Campaigns that end."""
        if len(group) == 1:
            return self.plain(group)
        return f"The campaigns against {self.everybody([event.whom for event in group])} end"

    def fought(self, group: list[Event]) -> str:
        """Those who fight against one man."""
        against = f" against {self.name(group[0].whom)}" if group[0].whom else ""
        verb = "fight" if len(group) > 1 else "fights"
        return f"{self.everybody([event.who for event in group])} {verb} in the open{against}"

    def voted(self, group: list[Event]) -> str:
        """Votes on one rung for one man, and the rung where no vote brought it."""
        votes = [event for event in group if event.kind == "voted"]
        if not any(event.carried for event in votes):
            votes += [event for event in group if event.kind == "reached"]
        return "; ".join(self.vote(event) for event in votes)

    def vote(self, event: Event) -> str:
        """A vote with its tally and what decided it; or a rung reached without one."""
        if event.kind == "reached":
            return self.plain([event])
        motion = self.teller.model.worlds[0].motions[event.motion]
        where = self.teller.venue(event.motion) + (", his seat up for election" if motion.renewal else "")
        tally = f"{event.votes_for:,} to {event.votes_against:,}, {'carried' if event.carried else 'lost'}"
        needed = "" if motion.threshold == 0.5 else f", {100 * motion.threshold:.0f} % needed"
        what = f"{self.name(event.who)} moves against {self.name(event.whom)}: {self.teller.place(event)}"
        return f"{what}. {where}, {tally}{needed}{decided(event)}"

    def divided(self, group: list[Event]) -> str:
        """A division of delegates, or of members in their units."""
        event = group[0]
        whose = f"{event.votes_for:,} with {self.name(event.who)}, {event.votes_against:,} with {self.name(event.whom)}"
        return f"{self.teller.place(event)}, division over {self.name(event.whom)}: {whose}{decided(event)}"

    def elected(self, group: list[Event]) -> str:
        """Seats taken, by body."""
        bodies: dict[str, list[str | None]] = {}
        for event in group:
            bodies.setdefault(self.teller.place(event), []).append(event.who)
        return "New members: " + "; ".join(f"{body}: {self.everybody(who)}" for body, who in bodies.items())

    def office(self, group: list[Event]) -> str:
        """An office that changes hands."""
        left = [event.who for event in group if event.kind == "left_office"]
        took = [event.who for event in group if event.kind == "took_office"]
        hands = f"from {self.everybody(left)} to {self.everybody(took)}"
        if not left or not took:
            hands = f"{self.everybody(left or took)} {'loses' if left else 'takes'} it"
        return f"Office of {self.teller.place(group[0])}: {hands}"

    def partners(self, group: list[Event]) -> str:
        """Who leans on whom from now on, and on whom no longer."""
        now = {event.who: event.whom for event in group if event.kind == "allied"}
        before = {event.who: event.whom for event in group if event.kind == "parted"}
        together: dict[tuple[str | None, str | None], list[str | None]] = {}
        for who in dict.fromkeys(event.who for event in group):
            together.setdefault((now.get(who), before.get(who)), []).append(who)
        said = []
        for (onto, off), people in together.items():
            lean = "leans" if len(people) == 1 else "lean"
            no_more = f", no longer on {self.name(off)}" if onto and off else ""
            on = f"{lean} on {self.name(onto)}{no_more}" if onto else f"{lean} on {self.name(off)} no more"
            said.append(f"{self.everybody(people)} {on}")
        return "; ".join(said)

    def honoured(self, group: list[Event]) -> str:
        """Those at the founder's grave."""
        return f"Seen at the founder's grave: {self.everybody([event.who for event in group])}"

    def defected(self, group: list[Event]) -> str:
        """People of the second rank who go over to one man."""
        verb = "go" if len(group) > 1 else "goes"
        return f"{self.everybody([event.who for event in group])} {verb} over to {self.name(group[0].whom)}"

    def recanted(self, group: list[Event]) -> str:
        """Those who are taken back."""
        if len(group) == 1:
            return self.plain(group)
        return f"{self.everybody([event.who for event in group])} recant and are members again"

    def dismissed(self, group: list[Event]) -> str:
        """Followers of one man who lose their seats, or are expelled."""
        seats = [f"{self.teller.place(event)} {event.number:,}" for event in group if event.where]
        expelled = [f"active followers expelled: {event.number:,}" for event in group if not event.where]
        parts = ([f"seats lost by followers: {', '.join(seats)}"] if seats else []) + expelled
        return f"{self.name(group[0].who)}, {'; '.join(parts)}"


def _together(event: Event, number: int) -> tuple[str | None, ...]:
    """What an event is told together with: all events of a month with the same key."""
    alike: Mapping[str, tuple[str | None, ...]] = {
        "opened": ("opened", event.who),
        "closed": ("closed",),
        "fought": ("fought", event.whom),
        "voted": ("rung", event.whom, event.where),
        "reached": ("rung", event.who, event.where),
        "elected": ("elected",),
        "took_office": ("office", event.where),
        "left_office": ("office", event.where),
        "allied": ("partners",),
        "parted": ("partners",),
        "honoured": ("honoured",),
        "defected": ("defected", event.whom),
        "recanted": ("recanted",),
        "dismissed": ("dismissed", event.who),
    }
    return alike.get(event.kind, (f"{number}",))


def because(terms: Mapping[str, float]) -> str:
    """Reasons of hostility in words: those that did most, and the strongest that spoke against it.

    >>> because({"threat": 1.17, "affinity": 0.79, "policy": 0.05, "common_enemy": -0.5})
    ' (above all his power +1.17; then dislike +0.79; in spite of a common enemy -0.50)'
    """
    pros = {name: value for name, value in terms.items() if value >= 0.1}
    cons = {name: value for name, value in terms.items() if value <= -0.1}
    said = [f"{REASONS[name][0]} {pros[name]:+.2f}" for name in strongest(pros)]
    parts = [f"above all {said[0]}", *([f"then {listed(said[1:])}"] if said[1:] else [])] if said else []
    parts += [f"in spite of {REASONS[name][1]} {cons[name]:+.2f}" for name in strongest(cons, 1)]
    return f" ({'; '.join(parts)})" if parts else ""


def decided(event: Event) -> str:
    """What decided a vote: the terms that did most to its margin. Nobody is reluctant where a seat is up anyway."""
    digits = 1 if event.votes_for + event.votes_against < FEW else 0
    words = {**VOTE_TERMS, "reluctance": "re-election" if event.terms.get("reluctance", 0.0) > 0.0 else "reluctance"}
    said = (f"{words[name]} {event.terms[name]:+,.{digits}f}" for name in strongest(event.terms))
    return f" ({', '.join(said)})" if event.terms else ""


def listed(parts: Sequence[str]) -> str:
    """Some things in a row.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
