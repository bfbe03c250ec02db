"""backtalk triage: what the rules make of findings, without a conversation."""

import argparse
import json

from .. import loading_findings
from ..advice import reasons
from ..devices.display import described
from ..phrasebook import Phrasebook
from .parts import read_script


def run(arguments: argparse.Namespace) -> int:
    """Print the level, the rules that led to it, and their reasons."""
    script = read_script(arguments.dialog)
    findings = loading_findings.load(arguments.findings, script)
    level = script.rules.level(findings)
    if arguments.json:
        told = {name: value for name, value in described(level).items() if name != "type"}
        print(json.dumps(told, ensure_ascii=False))
        return 0
    book = Phrasebook(script.prompts, script.replies)
    print(f"{script.endings[level.id].name} ({level.id})")
    print("\n".join(say.text for say in reasons(script, book, findings)))
    for rule in script.rules.fired(findings):
        print(f"  {rule.id}: {rule.source}")
    return 0
