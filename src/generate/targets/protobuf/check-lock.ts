import type { Diagnostic, Span } from '../../../diagnostics/index.js';
import { type Catalog, messageById } from '../../../model/index.js';
import { generateDiagnostic } from '../../messages.js';
import { LOCK_NAME, type LockReserved } from './lock.js';
import { enumValueName, protoFieldName, protoTypeName } from './names.js';
import type { RawLock } from './read-lock.js';

interface Entry {
  readonly name: string;
  readonly number: number;
  readonly protoName: string;
}

/** What two branches have given twice, so that a merge of their locks means two things by one number or name. */
export function checkLock(catalog: Catalog, { messages, enums }: RawLock): readonly Diagnostic[] {
  const seen = new Set<string>();
  return [...messages, ...enums].flatMap((entry) => {
    const key = `${'fields' in entry ? 'message' : 'enum'} ${entry.of}`;
    const twice = seen.has(key) ? [clash(catalog, entry.of, '', `\`${entry.of}\` stands in it twice`)] : [];
    seen.add(key);
    return [...twice, ...clashesIn(catalog, entry.of, entriesOf(entry), entry.reserved)];
  });
}

function entriesOf(entry: RawLock['messages'][number] | RawLock['enums'][number]): readonly Entry[] {
  if ('fields' in entry) {
    return entry.fields.map(({ field, number, name }) => ({
      name: field,
      number,
      protoName: name ?? protoFieldName(field),
    }));
  }
  const enumName = entry.as ?? protoTypeName(entry.of.slice(entry.of.indexOf(' ') + 1));
  return entry.values.map(({ value, number, name }) => {
    return { name: value, number, protoName: name ?? enumValueName(enumName, value) };
  });
}

function clashesIn(
  catalog: Catalog,
  of: string,
  entries: readonly Entry[],
  reserved: readonly LockReserved[],
): readonly Diagnostic[] {
  const [numbers, names, protoNames] = [new Map<number, string>(), new Set<string>(), new Map<string, string>()];
  return entries.flatMap(({ name, number, protoName }) => {
    const other = numbers.get(number);
    const namesake = protoNames.get(protoName);
    const isGone = reserved.some(
      (gone) => gone.number !== undefined && gone.number <= number && number <= (gone.to ?? gone.number),
    );
    const problems = [
      ...(other === undefined ? [] : [`${number} is the number of \`${other}\` and of \`${name}\``]),
      ...(names.has(name) ? [`\`${name}\` has two numbers`] : []),
      ...(isGone ? [`${number} is the number of \`${name}\` and is reserved`] : []),
      ...(namesake === undefined || namesake === name
        ? []
        : [`\`${namesake}\` and \`${name}\` are both \`${protoName}\``]),
    ];
    numbers.set(number, name);
    names.add(name);
    protoNames.set(protoName, name);
    return problems.map((problem) => clash(catalog, of, name, `in \`${of}\`, ${problem}`));
  });
}

function clash(catalog: Catalog, of: string, name: string, problem: string): Diagnostic {
  return generateDiagnostic('protobuf-lock-clash', placeOf(catalog, of, name), { file: LOCK_NAME, problem });
}

/** The field in the catalog, or else the definition that it is in. */
function placeOf(catalog: Catalog, of: string, name: string): Span | undefined {
  const [section, id = ''] = of.split('.')[0]?.split(' ') ?? [];
  const def = section === 'type' ? catalog.types.get(id) : messageById(catalog, id);
  if (!def) return undefined;
  const fields = 'payload' in def ? def.payload.fields : def.shape === 'record' ? def.fields : [];
  return fields.find((field) => field.name === name)?.nameSpan ?? def.nameSpan;
}
