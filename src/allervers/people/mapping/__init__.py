"""From rows to the domain, and back."""
