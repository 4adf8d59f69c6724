from selectorate.testing.plain import plain
from selectorate.testing.society import society
