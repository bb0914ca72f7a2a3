"""``python -m geomoves`` is the command ``geomoves``."""

from geomoves.cli import main

if __name__ == "__main__":
    main()
