"""The demonstration of the seasons: real communes, invented fleet, one plan computed already."""
