"""Tests of briefgen/commands."""
