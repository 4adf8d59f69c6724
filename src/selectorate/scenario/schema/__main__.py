"""Write the JSON Schema of the written form anew: ``python -m selectorate.scenario.schema``."""

from __future__ import annotations

import json

from selectorate.scenario.schema import FILE, schema

FILE.write_text(json.dumps(schema(), indent=1) + "\n", encoding="utf-8")
