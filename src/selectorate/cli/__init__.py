"""The verbs of the package at a prompt. Nothing heavy is imported before a verb is called."""
