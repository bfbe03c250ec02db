"""The real things: sound, recognisers, voices, files.  One file for each.

Nothing outside this folder imports a package that opens something.
"""
