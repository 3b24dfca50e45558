"""How long the main job takes, beside what it can't do without and beside the pypistats client."""
