"""The pictures of the README, made of the sample's editions: `make pictures`."""
