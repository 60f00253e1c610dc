import type { JsonValue } from '../../../../model/index.js';
import type { JsonObject } from '../../json.js';
import type { Dialect } from '../dialect.js';
import type { SchemaNode } from '../document.js';
import type { Numbering } from './numbering.js';
import type { Pair } from './pair.js';

/** The schema that a shape is read from, or a part of its keywords is. */
export interface Source {
  readonly node: SchemaNode;
  /** The keywords; none for `true` and `false`. */
  readonly schema: JsonObject;
  readonly dialect: Dialect;
  /** The object whose address, title, description and default are the shape's; empty for a part of a schema. */
  readonly remarks: JsonObject;
  /** Gives the shape of a schema of the same document. */
  readonly reader: ShapeReader;
}

/** How the schemas of a combined one count: all of them, any, or exactly one. */
export type Combination = 'allOf' | 'anyOf' | 'oneOf';

interface Base {
  readonly source: Source;
  /** The comparisons in which this is the older shape, by the newer one. */
  pairs: Map<Shape, Pair> | undefined;
}

/** Allows all: no keyword that counts, or `true`. */
export interface AnyShape extends Base {
  readonly kind: 'any';
}

/** Shapes that allow nothing or are told by their kind alone; of `conditional` nothing is compared. */
export interface PlainShape extends Base {
  readonly kind: 'never' | 'boolean' | 'null' | 'conditional';
}

/** The keywords for strings. */
export interface StringShape extends Base {
  readonly kind: 'string';
}

/** The keywords for numbers, or for integers alone. */
export interface NumberShape extends Base {
  readonly kind: 'number';
  readonly integer: boolean;
}

/** A list of values. */
export interface EnumShape extends Base {
  readonly kind: 'enum';
  /** The values by their canonical texts. */
  readonly values: ReadonlyMap<string, JsonValue>;
}

/** One value. */
export interface ConstShape extends Base {
  readonly kind: 'const';
  readonly value: JsonValue;
}

/** What another schema does not allow. */
export interface NotShape extends Base {
  readonly kind: 'not';
  readonly inner: SchemaNode;
}

/** What a schema allows beyond what it names: everything, nothing, or what a schema allows. */
export type Rest = 'open' | 'closed' | SchemaNode;

/** The keywords for objects. */
export interface ObjectShape extends Base {
  readonly kind: 'object';
  readonly properties: ReadonlyMap<string, SchemaNode>;
  readonly required: ReadonlySet<string>;
  readonly patterns: ReadonlyMap<string, SchemaNode>;
  readonly rest: Rest;
  /** By the name of the property that brings the dependency: the names that it needs. */
  readonly nameDependencies: ReadonlyMap<string, readonly string[]>;
  readonly schemaDependencies: ReadonlyMap<string, SchemaNode>;
}

/** The keywords for arrays. */
export interface ArrayShape extends Base {
  readonly kind: 'array';
  /** The schema of every item, where there is no tuple. */
  readonly items: SchemaNode | undefined;
  readonly tuple: readonly SchemaNode[];
  /** What is allowed behind the tuple. */
  readonly rest: Rest;
}

/** Several schemas together; also a schema with several groups of keywords, and a list of types. */
export interface CombinedShape extends Base {
  readonly kind: 'combined';
  readonly combination: Combination;
  /** Each once, however often it is repeated. Made when first asked for, since a schema may contain itself. */
  members(): readonly Shape[];
}

/** What a schema is to the comparison: its keywords in groups, each group one kind; a schema of several groups is combined. */
export type Shape =
  | AnyShape
  | PlainShape
  | StringShape
  | NumberShape
  | EnumShape
  | ConstShape
  | NotShape
  | ObjectShape
  | ArrayShape
  | CombinedShape;

/** Gives the shapes of the schemas of one document, one and the same for one schema. */
export interface ShapeReader extends Numbering {
  shapeOf(node: SchemaNode): Shape;
}
