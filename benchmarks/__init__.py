"""How fast the engine is beside programs of the same law: ``python -m benchmarks`` writes one JSON file of ratios.

Every figure is a ratio of two programs measured in the same minutes, in turn: first one, then the other, then the
first again. Times of one program alone depend on the machine and its load, and are kept only as raw medians.
"""
