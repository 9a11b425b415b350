"""Attributes that are built when first asked for."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class lazy(Generic[Value]):  # noqa: N801 - a decorator, like property
    """Like functools.cached_property, without the lock that every first look takes up to Python 3.11.

    A text model has thirty such attributes; a model is never shared between threads.
    """

    def __init__(self, build: Callable[[Any], Value]) -> None:
        self._build = build
        self._name = build.__name__
        self.__doc__ = build.__doc__

    def __get__(self, instance: Any, owner: object) -> Value:  # noqa: ANN401 - of whatever class
        value = self._build(instance)
        instance.__dict__[self._name] = value  # found first from now on, since this has no __set__
        return value
