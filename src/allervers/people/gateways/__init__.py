"""What leaves the platform about files: messages that say nothing of anybody."""
