"""Data structures, dataflows and constraints in SDMX-ML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dtts.sdmx.artefacts import Codelist, Component, Constraint, Dataflow, DataStructure
from dtts.sdmx.ml.dialect import Dialect
from dtts.sdmx.ml.lists import maintained, named
from dtts.sdmx.ml.xml import element

Lists = Mapping[str, Codelist]


def data_structure(dialect: Dialect, given: DataStructure, lists: Lists) -> Iterator[str]:
    """A data structure; `lists` are the codelists that its components name."""
    components = "" if given.stub else _components(dialect, given, lists)
    about = maintained(dialect, given, "DataStructure")
    yield element("str:DataStructure", about, named(given), components)


def dataflow(dialect: Dialect, given: Dataflow) -> Iterator[str]:
    """A dataflow."""
    yield element(
        "str:Dataflow",
        maintained(dialect, given, "Dataflow"),
        named(given),
        dialect.reference("str:Structure", given.structure, "DataStructure"),
    )


def constraint(dialect: Dialect, given: Constraint) -> Iterator[str]:
    """What a dataflow may hold, or holds, as one region of its cube; counts are annotations, since neither
    version has a place for them."""
    role = {"role" if dialect.is_30 else "type": given.role}
    yield element(
        f"str:{dialect.renamed.get('DataConstraint', 'DataConstraint')}",
        {**maintained(dialect, given, "DataConstraint"), **role},
        *_counts(given),
        named(given),
        element(
            "str:ConstraintAttachment",
            None,
            dialect.reference("str:Dataflow", given.dataflow, "Dataflow"),
        ),
        _region(dialect, given),
    )


def _components(dialect: Dialect, given: DataStructure, lists: Lists) -> str:
    return element(
        "str:DataStructureComponents",
        None,
        _dimensions(dialect, given, lists),
        element(
            "str:AttributeList",
            {"id": "AttributeDescriptor"},
            *(_attribute(dialect, given, one, lists) for one in given.attributes),
        ),
        element("str:MeasureList", {"id": "MeasureDescriptor"}, _measure(dialect, given, lists)),
    )


def _dimensions(dialect: Dialect, given: DataStructure, lists: Lists) -> str:
    listed = [
        element(
            "str:Dimension",
            {"id": one.id, "position": str(place)},
            _concept(dialect, given, one),
            _representation(dialect, one, lists),
        )
        for place, one in enumerate(given.dimensions, start=1)
    ]
    time = element(
        "str:TimeDimension",
        {"id": given.time.id, "position": None if dialect.is_30 else str(len(listed) + 1)},
        _concept(dialect, given, given.time),
        _representation(dialect, given.time, lists),
    )
    return element("str:DimensionList", {"id": "DimensionDescriptor"}, *listed, time)


def _attribute(dialect: Dialect, given: DataStructure, one: Component, lists: Lists) -> str:
    if dialect.is_30:
        usage = {"usage": "mandatory" if one.mandatory else "optional"}
        relation = element("str:Observation")
    else:
        usage = {"assignmentStatus": "Mandatory" if one.mandatory else "Conditional"}
        relation = element("str:PrimaryMeasure", None, element("Ref", {"id": given.measure.id}))
    return element(
        "str:Attribute",
        {"id": one.id, **usage},
        _concept(dialect, given, one),
        _representation(dialect, one, lists),
        element("str:AttributeRelationship", None, relation),
    )


def _measure(dialect: Dialect, given: DataStructure, lists: Lists) -> str:
    one = given.measure
    return element(
        "str:Measure" if dialect.is_30 else "str:PrimaryMeasure",
        {"id": one.id},
        _concept(dialect, given, one),
        _representation(dialect, one, lists),
    )


def _concept(dialect: Dialect, given: DataStructure, one: Component) -> str:
    return dialect.reference("str:ConceptIdentity", given.concepts, "Concept", one.id)


def _representation(dialect: Dialect, one: Component, lists: Lists) -> str:
    if one.codelist:
        inner = dialect.reference("str:Enumeration", lists[one.codelist], "Codelist")
    else:
        inner = element("str:TextFormat", {"textType": one.text_type})
    return element("str:LocalRepresentation", None, inner)


def _region(dialect: Dialect, given: Constraint) -> str:
    """Regions are of the namespace of structures in 3.0, of what is common in 2.1."""
    prefix = "str" if dialect.is_30 else "com"
    keys = [
        element(
            f"{prefix}:KeyValue",
            {"id": name},
            *(element(f"{prefix}:Value", None, value) for value in values),
        )
        for name, values in given.values.items()
    ]
    return element("str:CubeRegion", {"include": "true"}, *keys, *_periods(prefix, given))


def _periods(prefix: str, given: Constraint) -> list[str]:
    if given.periods is None:
        return []
    first, last = given.periods
    span = element(
        f"{prefix}:TimeRange",
        None,
        element(f"{prefix}:StartPeriod", {"isInclusive": "true"}, first),
        element(f"{prefix}:EndPeriod", {"isInclusive": "true"}, last),
    )
    return [element(f"{prefix}:KeyValue", {"id": given.dataflow.structure.time.id}, span)]


def _counts(given: Constraint) -> list[str]:
    counts = {"obs_count": given.observations, "series_count": given.series}
    shown = [
        element(
            "com:Annotation",
            {"id": name},
            element("com:AnnotationTitle", None, str(count)),
            element("com:AnnotationType", None, "sdmx_metrics"),
        )
        for name, count in counts.items()
        if count is not None
    ]
    return [element("com:Annotations", None, *shown)] if shown else []
