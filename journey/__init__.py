"""The journey: the loop of the product, told through HTTP only, by several characters."""
