"""The language, described once: word types, tags, phrases and clauses that every signal and fact is read from."""
