"""An invented directory around the halts of the demonstration, so that the loop can be tried."""

from allervers.directory.demonstration.load import load_directory

__all__ = ["load_directory"]
