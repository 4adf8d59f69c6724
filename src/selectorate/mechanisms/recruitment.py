"""Recruitment: new members depend on the local head more than old ones, so his hold on the delegation grows.

Equation
    nu_u       = f N / (1 - N + f N),  N = share of members admitted since the start, f = the unit's pull of newcomers
    weight_u   = weight_u(0) (1 + f N / (1 - N))
    delivery_u = delivery + delivery_dependence ((1 - nu_u) dependence + nu_u newcomer_dependence)
                          + delivery_formal [head formally appointed],  at most 1
Reads      newcomers (t,), units.industry, heads.formal
Writes     heads.weight, heads.delivery, only in months in which somebody sits
Draws      none
Claims     growth_brought_centralisation, new_members_untrained_expeasants
Holds      0 <= delivery <= 1; where nobody was admitted, weights are those of the start
"""

from __future__ import annotations

from selectorate.compiling import compiled
from selectorate.world import State, World


@compiled
def recruitment(world: World, state: State, month: int) -> None:
    """Bring weights and delivery of all units up to date when a body sits."""
    if world.sitting[month] == world.sitting[month + 1]:
        return
    p = world.parameters
    admitted = world.newcomers[month]
    for u in range(world.count.units):
        head = state.heads[u]
        entered = world.units[u].industry * admitted
        new = entered / (1.0 - admitted + entered)
        dependence = (1.0 - new) * p.dependence + new * p.newcomer_dependence
        delivery = p.delivery + p.delivery_dependence * dependence + p.delivery_formal * head.formal
        head.delivery = min(1.0, delivery)
        head.weight = world.units[u].weight * (1.0 + entered / (1.0 - admitted))
