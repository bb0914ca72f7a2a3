"""Runs the command: ``python -m geomoves.cli``."""

from geomoves.cli import main

main()
