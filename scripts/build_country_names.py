"""Write `geomoves/places/data/country-names.csv`: what other languages call the countries.

The names are those of the Unicode CLDR (Unicode License v3, https://www.unicode.org/license.txt), as Babel
carries them. Babel comes with the locked tools of ``make docs``; nothing else of the project needs it::

    python -m pip install -r requirements/docs.txt
    python scripts/build_country_names.py
"""

from __future__ import annotations

import csv
from pathlib import Path

from babel import Locale

from geomoves.places.countries import countries
from geomoves.wording import ENGLISH, languages

_FILE = Path(__file__).parents[1] / "geomoves" / "places" / "data" / "country-names.csv"


def main() -> None:
    """Write the file."""
    spoken = [language for language in languages() if language != ENGLISH]
    territories = {language: Locale.parse(language).territories for language in spoken}
    with open(_FILE, "w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(["code", *spoken])
        for code in sorted(countries()):
            rows.writerow([code, *(territories[language].get(code, "") for language in spoken)])
    print(f"{_FILE}: {len(countries())} countries in {', '.join(spoken)}")


if __name__ == "__main__":
    main()
