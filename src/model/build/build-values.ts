import { entryOf, type MapNode, type Node, nodeAt, toValue } from '../../language/node.js';
import type { Mapping, ValueExpr } from '../saga.js';
import type { JsonValue } from '../type.js';
import { entriesAt, refOf } from './read.js';

/** What a value may refer to where it stands. */
export interface ValueScope {
  /** Ids of the saga and loop variables around the step. */
  readonly variables: ReadonlySet<string>;
  /** In `undo.with` and `abort.with` a map picks by what went wrong; elsewhere it is a constant. */
  readonly causes: boolean;
}

const PATH = /^([A-Za-z_]\w*(?:@\d+)?)((?:\.[A-Za-z_]\w*)+)$/;

/** Reads the map under `with`: each field of the message with where its value comes from. */
export function buildMappings(node: Node | undefined, scope: ValueScope): readonly Mapping[] {
  return entriesAt(node, 'with').map(({ key, value }) => ({
    field: { name: key.text, span: key.span },
    value: buildValue(value, scope),
  }));
}

/** Reads one value: a path, a variable, `now`, a constant, or a choice by cause. */
function buildValue(node: Node, scope: ValueScope): ValueExpr {
  if (node.kind === 'map') return mapValue(node, scope);
  if (node.kind === 'scalar' && typeof node.value === 'string') return textValue(node.text, node, scope);
  return { kind: 'const', value: toValue(node) as JsonValue, span: node.span };
}

function mapValue(node: MapNode, scope: ValueScope): ValueExpr {
  const constant = node.entries.length === 1 ? entryOf(node, 'const') : undefined;
  if (constant) return { kind: 'const', value: toValue(constant.value) as JsonValue, span: constant.value.span };
  if (!scope.causes) return { kind: 'const', value: toValue(node) as JsonValue, span: node.span };
  const cases = node.entries.flatMap(({ key, value }) => {
    const cause = refOf(key);
    return cause ? [{ cause, value: buildValue(value, { ...scope, causes: false }) }] : [];
  });
  return { kind: 'cause', cases, span: node.span };
}

function textValue(text: string, node: Node, scope: ValueScope): ValueExpr {
  const { span } = node;
  if (text === 'now') return { kind: 'now', span };
  if (scope.variables.has(text)) return { kind: 'path', root: text, path: [], span };
  const [, root, rest] = PATH.exec(text) ?? [];
  if (root === undefined || rest === undefined) return { kind: 'const', value: text, span };
  return { kind: 'path', root, path: rest.slice(1).split('.'), span };
}

/** The guard under `when`. */
export function guardAt(node: Node | undefined) {
  const when = refOf(nodeAt(node, 'when'));
  return when && { text: when.name, span: when.span };
}
