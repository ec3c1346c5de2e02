"""The engine of rules, behind the Protocol of domain/engine.py."""
