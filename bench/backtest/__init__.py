"""What became of the advice: the product's own rules replayed over years of real downloads."""
