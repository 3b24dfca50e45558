"""GitHub's tongue: its API, its refusals, its addresses. Imported only where a run publishes there."""
