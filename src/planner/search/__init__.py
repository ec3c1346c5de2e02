"""The search: greedy start, then ruin and recreate over the rounds. Compiled."""
