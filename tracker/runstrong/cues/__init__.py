"""Cues: what a person hears, is told and sees from three metres away."""
