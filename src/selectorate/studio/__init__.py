"""The studio: a local page that shows and asks, and computes nothing itself.

A question from the page is answered by the same functions as one from the command line, in a process of its own; the
page watches it, and finds it again after a reload.
"""
