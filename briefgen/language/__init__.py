"""What steps 4 to 7 share about words: folding, sentences, languages, names, who is said to say what. Pure."""
