"""Tests.  None of them asserts how long anything takes: that is measured in bench/."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
