"""What an unhurt person answers, by the name of the question."""

UNHURT = {
    "consent": "yes",
    "story": "my low back is sore from deadlifts",
    "age": "thirty four",
    "severity": "three out of ten",
    "duration": "yesterday",
    "closing": "goodbye",
}
"""Says no to everything else."""
