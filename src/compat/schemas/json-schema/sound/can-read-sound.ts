import type { JsonValue } from '../../../../model/index.js';
import type { SchemaVerdict } from '../../schema-verdict.js';
import type { JsonSchemaDocument } from '../document.js';
import { describeBreak, describeDoubt } from './describe.js';
import { type Difference, explain } from './explain.js';
import { identify, noIdentities } from './identify.js';
import { isShallow, sameJson } from './json-values.js';
import { readShapes, type Shapes } from './read-shapes.js';
import { newSolver } from './solve.js';
import { explainUnevaluated } from './unevaluated.js';

/**
 * Whether every value that the writer's schema allows is allowed by the reader's: breaks each come with such a value that
 * is not, doubts say what could not be decided, and without either the answer is proven. What a schema allows is taken from
 * its dialect alone: `format`, `content...` and `default` say nothing here.
 */
export function canReadSound(reader: JsonSchemaDocument, writer: JsonSchemaDocument): SchemaVerdict {
  const read = readShapes(reader);
  const written = readShapes(writer);
  const ids = noIdentities();
  const all = [...written.all, ...read.all];
  identify([...explainUnevaluated(all), ...all], ids);
  if (read.root.id === written.root.id || isSameFile(read, written)) return { breaks: [], doubts: [] };
  const differences = explain(newSolver(ids), written.root, read.root);
  return {
    breaks: differences.filter(isBreak).map(describeBreak),
    doubts: differences.filter((difference) => !isBreak(difference)).map(describeDoubt),
  };
}

/** Whether both are one and the same text that refers to no other: then it means the same, even what is not understood. */
function isSameFile(read: Shapes, written: Shapes): boolean {
  if (read.all.length !== written.all.length || !isAlone(read) || !isAlone(written)) return false;
  return isShallow(read.schema) && isShallow(written.schema) && sameJson(read.schema, written.schema);
}

function isAlone({ root, all }: Shapes): boolean {
  return all.every(({ place }) => place.file === root.place.file);
}

function isBreak(difference: Difference): difference is Difference & { readonly example: JsonValue } {
  return difference.example !== undefined;
}
