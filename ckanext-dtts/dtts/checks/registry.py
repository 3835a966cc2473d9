"""All checks, in the order in which they run. A table may be too large to be held, so there are two kinds:

- A **row check** judges each row by itself and is given any batch of rows: `check(context)` yields a
  `Problem` for what it finds. It may not keep anything from one batch to the next. If two problems of one
  rule are in one field, their `words` have to tell them apart; those with the same words are counted as one.
- A **table check** needs several rows together. It is a function from the schema to the looks that it wants
  to take, each a `TableCheck`: the columns that it needs, and a function like a row check. That function is
  called once for the whole table, with a context in which `typed`, `raw` and `fields` hold nothing but these
  columns (those of them that the file has: ask `context.has`). Name as few columns as will do: they are
  held in memory for all rows at once. A check that looks for rows that say the same (`TableCheck.alike`) is
  given only those that may.

      def sums(schema: TableSchema) -> Iterator[TableCheck]:
          for declared in schema.descriptor.get("dtts:sums", ()):
              yield TableCheck((declared["by"], declared["total"]), partial(check_sum, declared))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dtts.catalogue import TableSchema
from dtts.checks.against import check_against
from dtts.checks.area_lists import check_area_lists
from dtts.checks.array_items import check_array_items
from dtts.checks.cumulative import cumulative
from dtts.checks.due_rule import check_due_rule
from dtts.checks.duplicate_row import duplicate_row
from dtts.checks.enum import check_enum
from dtts.checks.foreign_key import check_register_keys, own_keys
from dtts.checks.invisible import check_invisible
from dtts.checks.json_schema import check_json_schema
from dtts.checks.length import check_length
from dtts.checks.lost_character import check_lost_character
from dtts.checks.missing_status import check_missing_status
from dtts.checks.name_of import check_name_of
from dtts.checks.no_values import check_no_values
from dtts.checks.not_future import check_not_future
from dtts.checks.one_open import one_open
from dtts.checks.outline_sum import outline_sum
from dtts.checks.parts_sum import parts_sum
from dtts.checks.pattern import check_pattern
from dtts.checks.personal_data import personal_data
from dtts.checks.previous import previous
from dtts.checks.primary_key import check_blank_key, primary_key
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.range import check_range
from dtts.checks.regime import check_regime
from dtts.checks.repeated_period import repeated_period
from dtts.checks.required import check_required
from dtts.checks.row_checks import check_rows
from dtts.checks.scale import scale
from dtts.checks.small_cells import check_small_cells
from dtts.checks.table_key import check_table_keys
from dtts.checks.truncated import check_truncated
from dtts.checks.unique import unique
from dtts.checks.unique_keys import unique_keys
from dtts.checks.unit_stated import check_unit_stated
from dtts.checks.valid_on import check_valid_on

ROW_CHECKS: tuple[Callable[[Context], Iterator[Problem]], ...] = (
    check_no_values,
    check_required,
    check_pattern,
    check_enum,
    check_range,
    check_length,
    check_array_items,
    check_json_schema,
    check_blank_key,
    check_register_keys,
    check_table_keys,
    check_rows,
    check_invisible,
    check_truncated,
    check_lost_character,
    check_valid_on,
    check_name_of,
    check_missing_status,
    check_small_cells,
    check_unit_stated,
    check_regime,
    check_not_future,
    check_area_lists,
    check_due_rule,
    check_against,
)

TABLE_CHECKS: tuple[Callable[[TableSchema], Iterable[TableCheck]], ...] = (
    unique,
    primary_key,
    unique_keys,
    own_keys,
    duplicate_row,
    parts_sum,
    outline_sum,
    one_open,
    personal_data,
    scale,
    cumulative,
    repeated_period,
    previous,
)
