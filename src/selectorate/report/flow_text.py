"""The circular flow of power in a terminal: what is common to the loops of a holder once, then each loop's links."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from selectorate.analysis import Interval
from selectorate.analysis.flow import EACH, FEW, Flow
from selectorate.analysis.graph import Loop
from selectorate.analysis.holding import bodies
from selectorate.analysis.spread import DRAWS
from selectorate.ensemble import provenance
from selectorate.ensemble.prepared import posterior_of
from selectorate.report import sources
from selectorate.report.changes_text import sentences
from selectorate.report.flow_words import around, at_years_end, holder, over
from selectorate.report.flow_words import sentences as answer_of
from selectorate.report.flowing import Flowing
from selectorate.report.terminal import grid, heading, indented, whole
from selectorate.report.words import percent

HELD_TOGETHER = "Intervals of one holder hold all together, by sampling alone."


def say_flow(answer: Flowing, console: Console) -> None:
    """Print the whole answer."""
    asked = answer.found[0].asked
    console.print(Text(f"{asked.base.scenario.document.scenario.title}: the circular flow of power", style="bold"))
    for sentence in sentences(asked.base, asked.happenings):
        console.print(Text(sentence))
    lived = f"{answer.found[0].histories:,} histories, each with and without the seat and with the same luck."
    console.print(Text(f"{lived} {sources.note(asked.base)}"))
    for flow in answer.found:
        say_holder(flow, console)
    heading(console, "The same answer again")
    whole(console, answer.command)
    made = provenance.of(asked.base, seed=answer.seed, happenings=asked.happenings)
    hashes = f"Scenario {made['scenario_hash'][:12]}, kernel {made['kernel_hash'][:12]}, version {made['version']}"
    console.print(Text(f"{hashes}; {sources.made_with(asked.base)}. {HELD_TOGETHER}{over_parameters(answer.found)}"))


def over_parameters(flows: Sequence[Flow]) -> str:
    """What has to be known of the ranges over parameters; nothing with hand-set ones."""
    if posterior_of(flows[0].asked.base) is None:
        return ""
    kinds = flows[0].kinds
    if not kinds:
        return sources.NOT_TOLD
    said = (
        " Over parameters, where no link is cut: the range in which nine of ten draws of the posterior lie, other luck "
        f"taken out, from {EACH} twins with each of {DRAWS} draws."
    )
    return f"{said} {sources.over_readings(FEW, 'twins')}" if sources.READINGS in kinds else said


def say_holder(flow: Flow, console: Console) -> None:
    """Print what is measured for one holder: the answer in words, then every number with its interval."""
    heading(console, flow.asked.base.scenario.document.contenders[flow.asked.name].name)
    for sentence in answer_of(flow):
        console.print(Text(sentence))
    say_sessions(flow, console)
    for ring in flow.asked.rings:
        say_loop(flow, ring.loop, console)
    for office in flow.asked.offices:
        say_holders(flow, office, console)


def say_sessions(flow: Flow, console: Console) -> None:
    """Print the extra seats at each session, body by body."""
    base = flow.asked.base
    shown = flow.kinds if console.width >= 50 + 18 * len(flow.kinds) else flow.kinds[:1]
    for part, name in bodies(base).items():
        indented(console, f"Extra seats by session: {base.scenario.document.bodies[name].name}")
        table = grid(("left", 24), ("right", 7), ("right", 16), *[("right", 16)] * len(shown))
        if shown:
            table.add_row("", "", "95 %", *sources.columns(shown))
        for session, found in flow.by_session.items():
            when = base.scenario.month_name(flow.asked.sessions[session])
            more = [over(found[part], kind, "+.3f") for kind in shown]
            table.add_row(f"{session} ({when})", *_cells(found[part]), *more)
        indented(console, table)


def say_loop(flow: Flow, loop: Loop, console: Console) -> None:
    """Print one loop with the gain at the congress after next with each of its links cut."""
    gain = flow.gain(loop)
    console.print()
    console.print(Text(around(flow.asked.base.scenario, loop)))
    indented(console, "The gain at the congress after next, as it is and with one link cut")
    table = grid(("left", 24), ("left", 8), ("right", 7), ("right", 16))
    table.add_row("none is cut", "", *_cells(gain.gain))
    for link in loop.links:
        table.add_row(str(link), link.kind, *_cells(gain.without_link[str(link)]))
    indented(console, table)


def say_holders(flow: Flow, office: str, console: Console) -> None:
    """Print who holds an office of the loops at the end of each year."""
    scenario = flow.asked.base.scenario
    console.print()
    console.print(
        Text(f"Who holds it ({scenario.document.offices[office].name}), of 100 histories, at the end of each year")
    )
    for when, shares in at_years_end(flow, office).items():
        known = sorted(((share, who) for who, share in shares.items()), reverse=True)
        indented(console, f"{when}  {'; '.join(f'{holder(scenario, who)} {percent(share)}' for share, who in known)}")


def _cells(one: Interval) -> tuple[str, str]:
    return f"{one.value:+.3f}", f"{one.sampling[0]:+.3f} to {one.sampling[1]:+.3f}"
