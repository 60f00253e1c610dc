import { Ajv, type ErrorObject } from 'ajv';
import type { Diagnostic } from '../diagnostics/index.js';
import { didYouMean } from '../diagnostics/index.js';
import { keySpan, type Node, nodeAt } from '../language/node.js';
import type { JsonValue, TargetSetting } from '../model/index.js';
import { generateDiagnostic } from './messages.js';
import type { Target } from './target.js';

/**
 * Judges the options of one entry of `generate` by the target's schema; each finding stands at its key or value. Its own module, so
 * that ajv is loaded only for catalogs that set options.
 */
export function checkTargetOptions(target: Target, setting: TargetSetting): readonly Diagnostic[] {
  const schema = { type: 'object', additionalProperties: false, ...target.options };
  // Compiling the schema of schemas would cost more than all else; a test does it for every target.
  const validate = new Ajv({ allErrors: true, strict: true, meta: false, validateSchema: false }).compile(schema);
  if (validate(setting.options)) return [];
  return oneAPlace(validate.errors ?? []).map((error) => optionDiagnostic(target, setting, error));
}

/** A value of a wrong type is also none of those that are allowed: the list of these says more, and is enough. */
function oneAPlace(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const listed = new Set(errors.filter(({ keyword }) => keyword === 'enum').map(({ instancePath }) => instancePath));
  return errors.filter(({ keyword, instancePath }) => keyword !== 'type' || !listed.has(instancePath));
}

function optionDiagnostic(target: Target, setting: TargetSetting, error: ErrorObject): Diagnostic {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const extra = error.params['additionalProperty'];
  if (typeof extra === 'string') return unknownOption(target, setting, [...path, extra]);
  const node = nodeAt(setting.node, ...path);
  const params = { target: target.id, problem: problemOf(path.join('.'), error) };
  return generateDiagnostic('invalid-target-option', node?.span ?? setting.span, params, quotes(node, error));
}

/** `07` is a number in YAML: where texts are wanted, quotes make one of it. */
function quotes(node: Node | undefined, error: ErrorObject): { readonly help: string } | undefined {
  const allowed: unknown = error.params['allowedValues'];
  const wantsText = error.params['type'] === 'string' || (Array.isArray(allowed) && typeof allowed[0] === 'string');
  const isPlain = node?.kind === 'scalar' && (typeof node.value === 'number' || typeof node.value === 'boolean');
  return wantsText && isPlain
    ? { help: 'Put it in quotes: without them YAML takes it for a number or a truth value.' }
    : undefined;
}

function unknownOption(target: Target, setting: TargetSetting, path: readonly string[]): Diagnostic {
  const name = path.at(-1) ?? '';
  const span = keySpan(setting.node, ...path) ?? setting.span;
  const known = path.length === 1 ? optionNames(target) : [];
  const list = known.length > 0 ? `It knows ${known.map((id) => `\`${id}\``).join(', ')}.` : 'It has no options.';
  const problem = `there is no option \`${name}\``;
  const help = didYouMean(name, known) ?? list;
  return generateDiagnostic('invalid-target-option', span, { target: target.id, problem }, { help });
}

function problemOf(name: string, error: ErrorObject): string {
  const allowed: unknown = error.params['allowedValues'];
  if (!Array.isArray(allowed)) return `the option \`${name}\` ${error.message ?? 'is not valid'}`;
  return `the option \`${name}\` is one of ${allowed.map((value) => `\`${String(value)}\``).join(', ')}`;
}

function optionNames(target: Target): readonly string[] {
  const properties: JsonValue | undefined = target.options['properties'];
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
