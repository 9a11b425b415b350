"""Attribution relations: whose words, from where to where, read off the grammar's chunks and clauses."""
