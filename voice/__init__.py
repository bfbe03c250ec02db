"""An offline voice assistant that asks about a hurting back, advises, and coaches stretches.

Read in this order: types, hearing, turn, answers, script, findings, rules, course, dialog,
session; then devices and cli.
"""
