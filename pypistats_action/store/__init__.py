"""File formats that are written by one run and read back whole by another, each with one module."""
