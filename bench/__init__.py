"""Measurements of hearing: `script/bench hearing`."""
