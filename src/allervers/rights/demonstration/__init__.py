"""Invented encounters of the demonstration: who turned up, what they asked, what came of it."""
