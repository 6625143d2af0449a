"""The nouns of briefgen: frozen, without I/O, known to every step."""
