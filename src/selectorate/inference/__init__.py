"""Inference: parameters and luck learnt from the record, and the proof that they are learnt rightly."""
