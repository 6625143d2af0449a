"""What the command line can do: a module for each noun, what they print, and what they all begin with."""
