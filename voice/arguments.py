"""The arguments of the command line."""

import argparse
from collections.abc import Callable
from pathlib import Path

from .settings import RECOGNIZERS

EXAMPLES = """\
examples:
  backtalk                                  talk, by voice if there is a microphone
  backtalk talk --text                      the same, by keyboard
  backtalk demo                             a whole conversation, as demo.wav and demo.txt
  backtalk hear yes.wav --at R3             what would be made of a recording
  backtalk listen                           see what it hears, while you set it up
  backtalk ask can I take ibuprofen         what is known about a topic
  backtalk stretch six                      six minutes of stretches, led by voice
  backtalk stretch bridge --render b.wav --marks b.json
  backtalk say "Breathe out." --out out.wav
  backtalk check my_triage.yaml
  backtalk evaluate                         the shipped patients, through the whole dialog
  backtalk models fetch base-en tiny-en whisper-en
  backtalk history                          the sessions you have had
  backtalk forget --all                     delete them
  backtalk timing last --out last.svg       who spoke when, and how fast it answered

backtalk does not diagnose, and it cannot call for help.  In an emergency, call for help first.
"""

Add = Callable[..., argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--settings", type=Path, metavar="FILE", help="another settings file")
    ears = argparse.ArgumentParser(add_help=False)
    ears.add_argument("--recognizer", "--ears", choices=RECOGNIZERS, help="which ears to use")
    ears.add_argument("--dialog", type=Path, metavar="FILE", help="another dialog")
    whole = argparse.ArgumentParser(
        prog="backtalk",
        description="Hands-free help for a back that hurts after a workout. Works offline.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = whole.add_subparsers(dest="command", metavar="COMMAND").add_parser
    _talking(add, shared, ears)
    _hearing(add, shared, ears)
    _telling(add, shared)
    _sessions(add)
    _checking(add)
    _parts(add, shared)
    return whole


def _talking(add: Add, shared: argparse.ArgumentParser, ears: argparse.ArgumentParser) -> None:
    talk = add("talk", parents=[shared, ears], help="hold a conversation (the usual thing)")
    talk.add_argument("--text", action="store_true", help="type instead of speaking")
    talk.add_argument("--no-wait", action="store_true", help="with --text: no pauses at all")
    talk.add_argument("--json", action="store_true", help="one event a line, for programs")
    _keeps(talk)
    demo = add("demo", parents=[shared, ears], help="a whole conversation as sound and text")
    demo.add_argument("--out", type=Path, default=Path(), metavar="FOLDER")
    stretch = add("stretch", parents=[shared, ears], help="a stretch, or a programme of them")
    stretch.add_argument("name", nargs="?", default="three", metavar="MOVE|PROGRAMME")
    stretch.add_argument("--text", action="store_true", help="type, and read short lines")
    stretch.add_argument("--no-wait", action="store_true", help="with --text: no pauses at all")
    stretch.add_argument("--json", action="store_true", help="one event a line, for programs")
    _keeps(stretch)
    stretch.add_argument("--render", type=Path, metavar="FILE.wav", help="to a sound file")
    stretch.add_argument("--marks", type=Path, metavar="FILE.json", help="its cues and beats")
    stretch.add_argument("--level", choices=("easy", "standard", "long"), help="the dose")
    stretch.add_argument(
        "--finding", action="append", default=[], metavar="ID", help="something known: sore_knee"
    )


def _hearing(add: Add, shared: argparse.ArgumentParser, ears: argparse.ArgumentParser) -> None:
    hear = add("hear", parents=[shared, ears], help="what would be made of recordings")
    hear.add_argument("files", nargs="+", type=Path, metavar="FILE.wav")
    hear.add_argument("--at", required=True, metavar="NODE", help="a question, or what it asks: R3")
    hear.add_argument("--json", action="store_true")
    listen = add("listen", parents=[shared, ears], help="a live view of hearing, for setting up")
    listen.add_argument("--at", default="R3", metavar="NODE", help="the question (R3)")
    listen.add_argument("--text", action="store_true", help="type instead of speaking")


def _telling(add: Add, shared: argparse.ArgumentParser) -> None:
    ask = add("ask", help="what is known about a topic; without words, the topics")
    ask.add_argument("topic", nargs="*", metavar="TOPIC")
    ask.add_argument("--more", action="store_true", help="all of it, not only the first sentence")
    say = add("say", parents=[shared], help="write a sentence to a sound file")
    say.add_argument("text")
    say.add_argument("--out", type=Path, required=True, metavar="FILE.wav")


def _checking(add: Add) -> None:
    check = add("check", help="look for mistakes in dialogs")
    check.add_argument("files", nargs="*", type=Path, metavar="FILE")
    triage = add("triage", help="what the rules make of findings, without a conversation")
    triage.add_argument("--findings", type=Path, required=True, metavar="FILE.yaml")
    triage.add_argument("--dialog", type=Path, metavar="FILE", help="another dialog")
    triage.add_argument("--json", action="store_true", help="level, rules, reasons")
    evaluate = add("evaluate", help="simulated patients go through the whole dialog")
    evaluate.add_argument("files", nargs="*", type=Path, metavar="FILE", help="or a folder")
    evaluate.add_argument("--styles", choices=("all",), help="each patient in every style")
    evaluate.add_argument("--variant", type=int, default=0, metavar="N", help="in other words")
    evaluate.add_argument("--dialog", type=Path, metavar="FILE", help="another dialog")
    evaluate.add_argument("--json", action="store_true", help="one object a patient, and a total")


def _parts(add: Add, shared: argparse.ArgumentParser) -> None:
    add("devices", parents=[shared], help="sound devices, and which are used")
    models = add("models", help="recognisers and voices: list, fetch, check")
    models.add_argument("action", nargs="?", choices=("list", "fetch", "check"), default="list")
    models.add_argument("names", nargs="*", metavar="NAME")


def _sessions(add: Add) -> None:
    records = argparse.ArgumentParser(add_help=False)
    records.add_argument("--record", type=Path, metavar="FOLDER", help="where sessions are kept")
    history = add("history", parents=[records], help="the sessions you have had; one, if named")
    history.add_argument("id", nargs="?", metavar="ID", help="one session as a whole")
    history.add_argument("--json", action="store_true", help="one session a line, for programs")
    history.add_argument("--plot", type=Path, metavar="FILE.png", help="pain and minutes, drawn")
    timing = add("timing", parents=[records], help="who spoke when in a session, drawn")
    timing.add_argument(
        "session", nargs="?", default="last", metavar="RECORD", help="a file, an ID, or last"
    )
    timing.add_argument("--out", type=Path, metavar="FILE.png|.svg", help="the picture (ID.png)")
    forget = add("forget", parents=[records], help="delete sessions")
    forget.add_argument("ids", nargs="*", metavar="ID", help="as `backtalk history` shows it")
    forget.add_argument("--all", action="store_true", help="every session")
    forget.add_argument("--yes", action="store_true", help="do not ask first")


def _keeps(command: argparse.ArgumentParser) -> None:
    keeps = command.add_mutually_exclusive_group()
    keeps.add_argument("--record", type=Path, metavar="FOLDER", help="keep the session there")
    keeps.add_argument("--no-record", action="store_true", help="keep nothing of this session")
