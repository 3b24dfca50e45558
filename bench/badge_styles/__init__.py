"""Our badges beside shields.io's own, measured in a browser."""
