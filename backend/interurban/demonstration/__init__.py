"""Invented cities, their challenges and invented firms, so that a visitor can try the whole procedure."""
