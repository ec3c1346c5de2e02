"""Reception: who turned up, what they asked, where they were sent."""
