import type { SchemaProblem } from '../../../compat/schemas/schema-problem.js';
import { spanAt } from '../../../diagnostics/index.js';
import { toValue } from '../../../language/node.js';
import { parseYaml } from '../../../language/yaml.js';
import type { JsonValue } from '../../../model/index.js';

/** A file with its text. */
interface FileText {
  readonly file: string;
  readonly text: string;
}

/** The value that a file in JSON, or in YAML by its name, holds; or what is wrong with its text. */
export function parseJson({ file, text }: FileText): { readonly value?: JsonValue; readonly problem?: SchemaProblem } {
  try {
    if (!isYaml(file)) return { value: JSON.parse(text) as JsonValue };
  } catch (error) {
    return { problem: faultOf(file, text, String((error as Error).message)) };
  }
  const { value, diagnostics } = parseYaml(file, text);
  const [first] = diagnostics;
  if (value && !first) return { value: toValue(value) as JsonValue };
  const message = first?.message ?? EMPTY;
  return { problem: { place: { file, pointer: '', ...(first?.span && { span: first.span }) }, message } };
}

const EMPTY = 'The file is empty.';

function isYaml(file: string): boolean {
  return /\.ya?ml$/i.test(file);
}

/** Node does not always say where it stopped; the parser of YAML, which knows JSON as well, does. */
function faultOf(file: string, text: string, reason: string): SchemaProblem {
  if (text.trim() === '') return { place: { file, pointer: '' }, message: EMPTY };
  const [, position = '0'] = /position (\d+)/.exec(reason) ?? [];
  const at = Number(position);
  const node = reason.includes('position') ? spanAt(file, at, Math.min(at + 1, text.length)) : undefined;
  const span = node ?? parseYaml(file, text).diagnostics[0]?.span ?? spanAt(file, text.length);
  const message = `The file is no JSON: ${reason.replace(/, (?:\.\.\.)?"[\s\S]*| in JSON at position[\s\S]*/, '')}.`;
  return { place: { file, pointer: '', span }, message };
}

/** Keys that stand twice in one object of a JSON file: parsers differ in which one they take, and ours takes the last. */
export function repeatedKeys({ file, text }: FileText): readonly SchemaProblem[] {
  if (isYaml(file)) return [];
  const { diagnostics } = parseYaml(file, text);
  return diagnostics
    .filter(({ code }) => code === 'yaml-duplicate-key')
    .map(({ message, span }) => ({
      place: { file, pointer: '', ...(span && { span }) },
      message,
      help: 'Take one of them out: the last one counts here, and elsewhere perhaps the first.',
    }));
}
