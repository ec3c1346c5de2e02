"""The demonstration: a real caravan and a real bus, then an invented season in real communes."""
