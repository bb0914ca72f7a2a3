"""How the language of a name is written."""

from __future__ import annotations

import re

__all__ = ["LANGUAGE_TAG"]

#: A tag of a language: ``ru``, ``zh-Hant``.
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
