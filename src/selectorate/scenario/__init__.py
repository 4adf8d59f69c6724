"""The only room that speaks YAML: read, check, resolve, print back.

>>> from selectorate import scenario
>>> scenario.load("association")
<Scenario association: An association of forty branches; 2001-01 to 2006-12; ...>
"""

from __future__ import annotations

from selectorate.scenario.loading import load, load_targets, shipped
from selectorate.scenario.scenario import Scenario
from selectorate.scenario.schema import schema

__all__ = ["Scenario", "load", "load_targets", "schema", "shipped"]
