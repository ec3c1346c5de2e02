"""The A4 poster of a halt: what to print (`content`) and how (`drawing`)."""
