"""Names as texts: folding, scripts, endings, wrappers and units. No place is known here."""
