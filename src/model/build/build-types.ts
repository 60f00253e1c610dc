import { nodeAt } from '../../language/node.js';
import type { TypeDef } from '../type.js';
import type { BuildContext } from './build-context.js';
import { buildFields, constraintsOf, typeOf } from './build-fields.js';
import { compact } from './compact.js';
import { type Definition, elementOf } from './definitions.js';
import { modelDiagnostic } from './messages.js';
import { isBuiltIn } from './parse-type.js';
import { closedAt, entriesAt, flagAt, refOf, textAt, textsAt, valueAt } from './read.js';

/** Reads one entry of `types`: a record (`fields`), an enumeration, a union (`oneOf`) or a named scalar (`type`). */
export function buildType(context: BuildContext, definition: Definition<'type'>): TypeDef {
  const { node } = definition;
  const base = elementOf(definition);
  if (isBuiltIn(base.id)) context.report(modelDiagnostic('built-in-type', base.nameSpan, { name: base.id }));
  if (nodeAt(node, 'enum')) {
    return { ...base, shape: 'enum', values: textsAt(node, 'enum'), ...compact({ unknown: textAt(node, 'unknown') }) };
  }
  if (nodeAt(node, 'oneOf')) {
    const cases = entriesAt(node, 'oneOf').flatMap(({ key, value }) => {
      const type = refOf(value);
      return type ? [{ tag: key.text, type }] : [];
    });
    return { ...base, shape: 'union', discriminator: textAt(node, 'discriminator') ?? 'type', cases };
  }
  if (nodeAt(node, 'type') ?? nodeAt(node, 'schema') ?? nodeAt(node, 'avro')) {
    const { type, nullable } = typeOf(context, node);
    return {
      ...base,
      shape: 'scalar',
      type: nullable ? { kind: 'nullable', inner: type } : type,
      constraints: constraintsOf(context, node),
      ...compact({ avro: nodeAt(node, 'type') && valueAt(node, 'avro') }),
      pii: flagAt(node, 'pii'),
      secret: flagAt(node, 'secret'),
    };
  }
  return { ...base, shape: 'record', fields: buildFields(context, entriesAt(node, 'fields')), ...closedAt(node) };
}
