"""Where the dialogs lie that come with the program."""

from pathlib import Path

SHIPPED = next(
    folder
    for folder in (Path(__file__).parent / "dialogs", Path(__file__).parents[1] / "dialogs")
    if folder.is_dir()
)
"""Inside an installed package, beside it in a checkout."""
