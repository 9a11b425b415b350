"""What an article says of one thing in two ways that exclude each other."""
