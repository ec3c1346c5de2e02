"""Words of the seasons in templates."""
