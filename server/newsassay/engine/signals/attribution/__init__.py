"""Families of the attribution dimension."""

from newsassay.engine.family import Family
from newsassay.engine.signals.attribution import (
    aggregator_credits,
    contrasted_view,
    dated_events,
    missing_byline,
    reporting_credit,
    single_source,
    source_kinds,
    unattributed_quotes,
    unnamed_sources,
)

FAMILIES: tuple[Family, ...] = (
    Family(source_kinds.CARDS, source_kinds.detect),
    Family(unnamed_sources.CARDS, unnamed_sources.detect),
    Family(unattributed_quotes.CARDS, unattributed_quotes.detect),
    Family(dated_events.CARDS, dated_events.detect),
    Family(contrasted_view.CARDS, contrasted_view.detect),
    Family(single_source.CARDS, single_source.detect),
    Family(missing_byline.CARDS, missing_byline.detect),
    Family(reporting_credit.CARDS, reporting_credit.detect),
    Family(aggregator_credits.CARDS, aggregator_credits.detect),
)
