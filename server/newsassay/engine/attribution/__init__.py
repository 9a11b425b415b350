"""Attribution: who is said to have said what, by a grammar over the text model."""
