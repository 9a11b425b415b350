"""The signals, one module per family, one package per dimension.

A family module holds `CARDS`, the public description of its signals, and `detect(document)`, which
judges every candidate: a Finding where a signal fires, a Rejection (with the reason) where it looked
and does not. A package lists its families in `FAMILIES`.
"""
