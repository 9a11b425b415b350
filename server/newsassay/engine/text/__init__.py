"""The text model: tokens, sentences, quotations, offsets, all in code points."""
