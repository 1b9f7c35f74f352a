"""Conversation and surfaces: joins what is asked with what is known."""
