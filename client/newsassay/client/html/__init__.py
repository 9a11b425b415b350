"""HTML: the text that a page shows, with the place of every character."""
