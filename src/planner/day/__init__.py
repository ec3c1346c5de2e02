"""Days of many short stops: home visits, door to door. PyVRP inside; nothing else imports it."""
