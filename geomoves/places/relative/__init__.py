"""Places told by other places: "25 km north-west of X", "between X and Y"."""
