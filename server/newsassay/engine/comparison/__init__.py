"""Articles about one story held against each other: who retells whom, what they rest on, where they differ."""
