"""Measurements, as ratios to a floor of the same run where the machine would decide otherwise."""
