import type { Diagnostic, Span } from '../../../diagnostics/index.js';
import type { Catalog } from '../../../model/index.js';
import { generateDiagnostic } from '../../messages.js';

/** What one file is written with: names that it has defined already, and what there is to say about it. */
export interface AvroWriter {
  readonly catalog: Catalog;
  readonly namespace: string;
  /** Definition that each Avro name in the file stands for. */
  readonly defined: Map<string, string>;
  /** Named scalars that are being written out around the present place. */
  readonly open: Set<string>;
  readonly diagnostics: Diagnostic[];
}

/** Takes a name for a definition; `known` where the same definition has it already and is to be referred to. */
export function claimName(writer: AvroWriter, name: string, owner: string, span: Span): 'new' | 'known' {
  const other = writer.defined.get(name);
  if (other === undefined) {
    writer.defined.set(name, owner);
    return 'new';
  }
  if (other !== owner) reportClash(writer, span, owner, other, name);
  return 'known';
}

/** The Avro name of each text; two texts that become the same name are reported at `spanOf`. */
export function distinctNames(
  writer: AvroWriter,
  texts: readonly string[],
  toName: (text: string) => string,
  spanOf: (text: string) => Span,
): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const text of texts) {
    const name = toName(text);
    const other = owners.get(name);
    if (other !== undefined && other !== text) reportClash(writer, spanOf(text), text, other, name);
    else owners.set(name, text);
  }
  return new Map([...owners].map(([name, text]) => [text, name]));
}

function reportClash(writer: AvroWriter, span: Span, one: string, other: string, name: string): void {
  writer.diagnostics.push(generateDiagnostic('avro-name-clash', span, { one, other, name }));
}
