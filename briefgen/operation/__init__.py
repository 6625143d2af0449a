"""The parts of a scheduler: what is due, who makes it, who hands it over, who is told of trouble. Edge."""
