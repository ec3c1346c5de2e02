"""Rights: what people are entitled to."""
