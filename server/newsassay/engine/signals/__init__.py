"""The signals that are no patterns, one module per family, one package per dimension.

A module's `detect(document)` judges every candidate: a Finding where a signal fires, a Rejection (with the reason) where
it looked and does not. What the signals claim stands on their cards, in cards/*.toml.
"""
