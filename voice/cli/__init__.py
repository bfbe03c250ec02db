"""The commands, one file each.  Only here are the parts put together."""
