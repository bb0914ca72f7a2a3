"""What geomoves costs, measured: one module a subject, all run by ``make bench``."""
