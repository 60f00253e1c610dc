import type { Words } from '../../kind-texts/kind-text.js';
import type { BoundKind } from './bound-texts.js';
import type { DifferenceKind } from './kinds.js';

const ASK_LESS =
  'Accept in the reading schema all that the writing one allows, or begin a new major version beside this one.';
const KEEP_BOTH = 'Add the new form beside the old one (`anyOf`), and drop the old one when no data has it any more.';
const OPEN_UP =
  'Give both schemas an `additionalProperties` with a schema that new properties must fit; then properties can be added and removed in both directions.';

/** What is said where not all of two schemas was compared. */
export const TOO_LARGE = [
  'The two schemas have so many members to choose from, inside each other, that not all of them were compared.',
  'Split the schemas, or say with `const` properties which member is meant and give each its own schema.',
] as const satisfies Words;

/** The texts of every kind but those of bounds; the holes are those of `boundText`. */
export const TEXTS: Readonly<Record<Exclude<DifferenceKind, BoundKind>, Words>> = {
  ID_CHANGED: ['`$id` differs between the two schemas.'],
  TITLE_CHANGED: ['`title` differs between the two schemas.'],
  DESCRIPTION_CHANGED: ['`description` differs between the two schemas.'],
  DEFAULT_CHANGED: ['`default` differs between the two schemas.'],
  SCHEMA_ADDED: [
    'The writing schema allows items of any kind, and the reading one has a schema for them.',
    'Describe the items only in a new major version, or allow what was written so far.',
  ],
  SCHEMA_REMOVED: ['The reading schema allows items of any kind, where the writing one has a schema for them.'],
  TYPE_CHANGED: ['The writing schema allows {from}, and the reading one {to}.', KEEP_BOTH],
  TYPE_EXTENDED: ['The reading schema allows any number, where the writing one allows integers alone.'],
  TYPE_NARROWED: [
    'The writing schema allows any number, and the reading one integers alone.',
    'Keep `number` in the reading schema, and say with `multipleOf` in the writing one that only integers are written.',
  ],
  PATTERN_ADDED: [
    'The reading schema asks for the pattern {to}, and the writing one for none.',
    'Ask for the pattern in the writing schema first, and in the reading one when all data has it.',
  ],
  PATTERN_REMOVED: ['The reading schema asks for no pattern, where the writing one asks for {from}.'],
  PATTERN_CHANGED: [
    'The reading schema asks for the pattern {to}, and the writing one for {from}; whether one takes in the other is not looked at.',
    'Keep the pattern, or leave it out of the reading schema.',
  ],
  MULTIPLE_OF_ADDED: [
    'The reading schema asks for a multiple of {to}, and the writing one does not.',
    'Ask for the multiple in the writing schema first, and in the reading one when all data has it.',
  ],
  MULTIPLE_OF_REMOVED: ['The reading schema asks for no multiple, where the writing one asks for one of {from}.'],
  MULTIPLE_OF_EXPANDED: [
    'The reading schema asks for a multiple of {to}, and the writing one only for one of {from}.',
    'Keep {from}, or a divisor of it, in the reading schema.',
  ],
  MULTIPLE_OF_REDUCED: ['The reading schema asks for a multiple of {to}, which every multiple of {from} is.'],
  MULTIPLE_OF_CHANGED: [
    'The reading schema asks for a multiple of {to}, and the writing one for one of {from}.',
    'Keep {from}, or a divisor of it, in the reading schema.',
  ],
  ENUM_ARRAY_EXTENDED: ['The reading schema lists all values of the writing one, and more.'],
  ENUM_ARRAY_NARROWED: [
    'The writing schema lists values that the reading one does not have: {from}.',
    'Keep the values in the reading schema, and stop writing them first.',
  ],
  ENUM_ARRAY_CHANGED: [
    'The writing schema lists values that the reading one does not have: {from}; the reading one has others instead.',
    'Add the new values beside the old ones.',
  ],
  CONST_CHANGED: [
    'The writing schema allows {from} alone, and the reading one {to} alone.',
    'List both values with `enum` in the reading schema.',
  ],
  NOT_TYPE_NARROWED: ['The reading schema forbids less than the writing one.'],
  NOT_TYPE_EXTENDED: [
    'The reading schema forbids with `not` what the writing one allows.',
    'Forbid it in the writing schema first, and in the reading one when no data has it.',
  ],
  COMBINED_TYPE_EXTENDED: [
    'The reading schema combines its members with {to}, which takes what {from} of the writing one allows.',
  ],
  COMBINED_TYPE_CHANGED: [
    'The writing schema combines its members with {from}, and the reading one with {to}.',
    'Keep {from}, or go over to `anyOf`.',
  ],
  SUM_TYPE_EXTENDED: ['The reading schema leaves more to choose from than the writing one.'],
  SUM_TYPE_NARROWED: [
    'The reading schema leaves fewer members to choose from than the writing one.',
    'Keep the members in the reading schema, and stop writing those that are to go first.',
  ],
  PRODUCT_TYPE_EXTENDED: ['The reading schema asks for more members of `allOf` than the writing one.', ASK_LESS],
  PRODUCT_TYPE_NARROWED: ['The reading schema asks for fewer members of `allOf` than the writing one.'],
  COMBINED_TYPE_SUBSCHEMAS_CHANGED: [
    'The members of {from} of the writing schema do not each find a member of the reading one that takes them.',
    'Add changed members beside the old ones, and change a member only in compatible ways.',
  ],
  REQUIRED_ATTRIBUTE_ADDED: [
    'The reading schema requires `{name}`, and the writing one does not.',
    'Give `{name}` a `default`, or require it in the writing schema first.',
  ],
  REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED: [
    'The reading schema requires `{name}`, and its default fills in what was not written.',
  ],
  REQUIRED_ATTRIBUTE_REMOVED: ['The reading schema no longer requires `{name}`.'],
  ADDITIONAL_PROPERTIES_ADDED: [
    'The reading schema allows properties that it does not name, where the writing one allows none.',
  ],
  ADDITIONAL_PROPERTIES_REMOVED: [
    'The writing schema allows properties that it does not name, and the reading one allows none.',
    OPEN_UP,
  ],
  ADDITIONAL_PROPERTIES_EXTENDED: [
    'The reading schema allows any properties that it does not name, where the writing one has a schema for them.',
  ],
  ADDITIONAL_PROPERTIES_NARROWED: [
    'The writing schema allows any properties that it does not name, and the reading one has a schema for them.',
    OPEN_UP,
  ],
  DEPENDENCY_ARRAY_ADDED: [
    'The reading schema asks for other properties once `{name}` is there, and the writing one does not.',
    'Ask for them in the writing schema first.',
  ],
  DEPENDENCY_ARRAY_REMOVED: ['The reading schema no longer asks for other properties once `{name}` is there.'],
  DEPENDENCY_ARRAY_EXTENDED: [
    'The reading schema asks for more properties once `{name}` is there than the writing one.',
    'Ask for them in the writing schema first.',
  ],
  DEPENDENCY_ARRAY_NARROWED: [
    'The reading schema asks for fewer properties once `{name}` is there than the writing one.',
  ],
  DEPENDENCY_ARRAY_CHANGED: [
    'The reading schema asks for other properties once `{name}` is there than the writing one.',
    'Ask for them in the writing schema first.',
  ],
  DEPENDENCY_SCHEMA_ADDED: [
    'The reading schema has a schema to fit once `{name}` is there, and the writing one has none.',
    'Ask for it in the writing schema first.',
  ],
  DEPENDENCY_SCHEMA_REMOVED: ['The reading schema no longer has a schema to fit once `{name}` is there.'],
  PROPERTY_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL: [
    'The reading schema names `{name}`, and takes what the writing one allows under this name.',
  ],
  PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL: [
    'The reading schema names `{name}`, and does not take all that the writing one allows under this name.',
    'Give `{name}` a schema that takes what `patternProperties` or `additionalProperties` of the other schema allow.',
  ],
  PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL: [
    'The reading schema names `{name}` and takes any value under it.',
  ],
  OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL: [
    'The reading schema names `{name}`, and the writing one allows any other value under this name.',
    OPEN_UP,
  ],
  REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL: [
    'The reading schema names `{name}`, and the writing one allows any other value under this name; the default only helps where it is absent.',
    OPEN_UP,
  ],
  REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL: [
    'The reading schema requires `{name}`, which the writing one does not name.',
    'Make `{name}` optional or give it a `default`, and close the writing schema or give it an `additionalProperties` that `{name}` fits.',
  ],
  OPTIONAL_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL: ['The reading schema names `{name}`, which may be absent.'],
  REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_UNOPEN_CONTENT_MODEL: [
    'The reading schema requires `{name}`, and its default fills in what was not written.',
  ],
  REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL: [
    'The reading schema requires `{name}`, which the writing one does not name.',
    'Make `{name}` optional, or give it a `default`.',
  ],
  PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL: [
    'The reading schema does not name `{name}`, and allows any other property.',
  ],
  PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL: [
    'The writing schema has `{name}`, and the reading one neither names it nor allows other properties.',
    'Keep `{name}` in the reading schema, or let it allow other properties.',
  ],
  PROPERTY_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL: [
    'The reading schema does not name `{name}`, which was never allowed.',
  ],
  PROPERTY_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL: [
    'The reading schema does not name `{name}`, and takes it as one of its other properties.',
  ],
  PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL: [
    'The writing schema has `{name}`, and it does not fit what the reading one allows as other properties.',
    'Keep `{name}` in the reading schema, or widen its `patternProperties` or `additionalProperties`.',
  ],
  UNIQUE_ITEMS_ADDED: [
    'The reading schema asks for items that differ from each other, and the writing one does not.',
    'Ask for it in the writing schema first.',
  ],
  UNIQUE_ITEMS_REMOVED: ['The reading schema no longer asks for items that differ from each other.'],
  ADDITIONAL_ITEMS_ADDED: [
    'The reading schema allows items behind those that it lists, where the writing one allows none.',
  ],
  ADDITIONAL_ITEMS_REMOVED: [
    'The writing schema allows items behind those that it lists, and the reading one allows none.',
    'Keep further items allowed in the reading schema, and forbid them in the writing one first.',
  ],
  ADDITIONAL_ITEMS_EXTENDED: [
    'The reading schema allows any items behind those that it lists, where the writing one has a schema for them.',
  ],
  ADDITIONAL_ITEMS_NARROWED: [
    'The writing schema allows any items behind those that it lists, and the reading one has a schema for them.',
    'Keep further items of any kind allowed in the reading schema, and describe them in the writing one first.',
  ],
  ITEM_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL: [
    'The reading schema lists item {name}, and takes what the writing one allows there.',
  ],
  ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL: [
    'The reading schema lists item {name}, and does not take all that the writing one allows there.',
    'Give the item a schema that takes what the other schema allows behind its listed items.',
  ],
  ITEM_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL: [
    'The reading schema lists item {name} and takes any value there.',
  ],
  ITEM_ADDED_TO_OPEN_CONTENT_MODEL: [
    'The reading schema lists item {name}, and the writing one allows any other value there.',
    'Give the writing schema a schema for further items that the new item fits.',
  ],
  ITEM_ADDED_TO_CLOSED_CONTENT_MODEL: ['The reading schema lists item {name}, which the writing one does not have.'],
  ITEM_REMOVED_FROM_OPEN_CONTENT_MODEL: ['The reading schema does not list item {name}, and allows any further item.'],
  ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL: [
    'The writing schema lists item {name}, and the reading one allows no further items.',
    'Keep the item in the reading schema, or let it allow further items.',
  ],
  ITEM_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL: [
    'The reading schema does not list item {name}, which was never allowed.',
  ],
  ITEM_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL: [
    'The reading schema does not list item {name}, and takes it as one of its further items.',
  ],
  ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL: [
    'The writing schema lists item {name}, and it does not fit what the reading one allows as further items.',
    'Keep the item in the reading schema, or widen what it allows behind its listed items.',
  ],
};
