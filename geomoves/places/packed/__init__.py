"""Places packed into one file that is looked up where it lies: layout, reading, writing."""
