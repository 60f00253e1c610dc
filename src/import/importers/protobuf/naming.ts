import { isBuiltIn } from '../../../model/build/parse-type.js';
import { typeName } from '../../names.js';
import type { Definitions } from './definitions.js';

/** What each definition is called in the catalog, by its full name in Protobuf. */
export type Names = ReadonlyMap<string, string>;

/** A definition that got another name than its own, with the reason. */
export interface Renamed {
  readonly fullName: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/**
 * Names for all definitions, which share one space in Protobuf and so do here. One is called what it is called in its own file; where
 * that is taken, the names around it are put in front.
 */
export function namesFor(
  definitions: Definitions,
  fullNames: readonly string[],
): { readonly names: Names; readonly renamed: readonly Renamed[] } {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  const renamed: Renamed[] = [];
  // What stands at the top of its file keeps its name before what is nested.
  const isNested = (name: string) => Number(partsOf(definitions, name).own.length > 1);
  for (const fullName of [...fullNames].sort((a, b) => isNested(a) - isNested(b))) {
    const own = typeName(partsOf(definitions, fullName).own.at(-1) ?? fullName);
    const free = candidatesFor(definitions, fullName).find((name) => !taken.has(name.toLowerCase()) && !isKept(name));
    const name = free ?? numbered(own, taken);
    taken.add(name.toLowerCase());
    names.set(fullName, name);
    if (name === own) continue;
    const reason = isKept(own) ? 'that is a type of the language' : 'another definition has that name';
    renamed.push({ fullName, from: fullName, to: name, reason });
  }
  return { names, renamed };
}

/** Types of the language, whose names mean them in any letters. */
function isKept(name: string): boolean {
  return isBuiltIn(name.toLowerCase()) || name.toLowerCase() === 'json';
}

function candidatesFor(definitions: Definitions, fullName: string): readonly string[] {
  const { own, around } = partsOf(definitions, fullName);
  const inside = own.map((_, index) =>
    typeName(
      own
        .slice(-1 - index)
        .map(capitalised)
        .join(''),
    ),
  );
  const whole = own.map(capitalised).join('');
  const version = around.at(-1);
  const outside = around.map((_, index) =>
    typeName(
      around
        .slice(-1 - index)
        .map(capitalised)
        .join('') + whole,
    ),
  );
  const versioned = version !== undefined && /^v\d/.test(version) ? [typeName(whole + capitalised(version))] : [];
  return [...inside, ...versioned, ...outside];
}

function partsOf(
  definitions: Definitions,
  fullName: string,
): { readonly own: readonly string[]; readonly around: readonly string[] } {
  const found = definitions.messages.get(fullName)?.message ?? definitions.enums.get(fullName)?.definition;
  const own = found ? found.name.split('.') : fullName.split('.').slice(-1);
  const count = fullName.split('.').length - own.length;
  return { own, around: fullName.split('.').slice(0, count) };
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count++) if (!taken.has(`${name}${count}`.toLowerCase())) return `${name}${count}`;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
