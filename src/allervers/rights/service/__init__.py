"""The service of the rights: one process (or more) that holds the rules; the site asks it."""
