"""Django's connection to PostgreSQL, kept by its thread; named by ENGINE in the settings."""
