"""What projects declare about themselves: from the texts of their files to values, one module per layout."""
