import type { Node, ScalarNode } from '../../language/node.js';
import type { Constraints, Primitive } from '../type.js';
import { brokenConstraint, brokenLength, brokenNumber } from './check-constraints.js';
import { TEXT_FORMATS } from './text-formats.js';

/** What is wrong with a value, to follow its name, and what to do about it. */
export interface Fault {
  readonly problem: string;
  readonly help?: string;
}

const INT_MAX = 2n ** 31n - 1n;
const LONG_MAX = 2n ** 63n - 1n;

/** More digits of a second than a time has in Avro, whose unit is the microsecond. */
const BEYOND_MICROS = /\.\d{6}\d*[1-9]/;

/** Judges a value that should be of a primitive type. */
export function primitiveFault(name: Primitive, node: Node, constraints: Constraints): Fault | undefined {
  if (node.kind !== 'scalar') return wrongKind(node, `\`${name}\``);
  switch (name) {
    case 'boolean':
      return typeof node.value === 'boolean' ? undefined : wrongKind(node, `\`${name}\``);
    case 'int':
    case 'long':
      return integerFault(name, node, constraints);
    case 'float':
    case 'double':
      return isNumber(node) ? fractionFault(name, node, constraints) : wrongKind(node, `\`${name}\``);
    default:
      return textFault(name, node, constraints);
  }
}

/** Judges a value that should be an exact decimal: a text, as numbers of JSON lose digits. */
export function decimalFault(
  type: { readonly precision: number; readonly scale: number },
  node: Node,
  constraints: Constraints,
): Fault | undefined {
  const { precision, scale } = type;
  const name = `decimal(${precision}.${scale})`;
  if (node.kind !== 'scalar' || (typeof node.value !== 'string' && typeof node.value !== 'number'))
    return wrongKind(node, `\`${name}\``);
  if (typeof node.value === 'number') {
    return { problem: `is a number, and a \`${name}\` is text`, help: `Write it in quotes: \`"${node.text}"\`.` };
  }
  const [found, whole = '', fraction = ''] = /^-?(0|[1-9]\d*)(?:\.(\d+))?$/.exec(node.text) ?? [];
  if (found === undefined)
    return { problem: `is \`${node.text}\`, which is no \`${name}\``, help: 'Write it like `"12.50"`.' };
  if (fraction.length > scale)
    return { problem: `has ${fraction.length} digits after the point, and \`${name}\` has ${scale}` };
  const digits = whole === '0' ? 0 : whole.length;
  const room = precision - scale;
  if (digits > room) return { problem: `has ${digits} digits before the point, and \`${name}\` has ${room}` };
  return fault(brokenNumber(node, constraints));
}

/** Judges a value that should be one of some texts. */
export function enumFault(values: readonly string[], node: Node): Fault | undefined {
  if (node.kind !== 'scalar') return wrongKind(node, 'enumeration value');
  if (typeof node.value !== 'string') return wrongKind(node, 'enumeration value', values.includes(node.text));
  if (values.includes(node.text)) return undefined;
  return { problem: `is \`${node.text}\`, which is none of its values`, help: `Write one of ${listed(values)}.` };
}

function integerFault(name: 'int' | 'long', node: ScalarNode, constraints: Constraints): Fault | undefined {
  if (!isNumber(node) || !Number.isInteger(node.value)) return wrongKind(node, `\`${name}\``);
  const value = /^[-+]?\d+$/.test(node.text) ? BigInt(node.text.replace('+', '')) : BigInt(node.value);
  const max = name === 'int' ? INT_MAX : LONG_MAX;
  if (value > max || value < -max - 1n) {
    return { problem: `is ${node.text}, which has no room in \`${name}\` (${name === 'int' ? 32 : 64} bits)` };
  }
  return fault(brokenNumber(node, constraints));
}

function fractionFault(
  name: 'float' | 'double',
  node: ScalarNode & { readonly value: number },
  constraints: Constraints,
): Fault | undefined {
  if (name === 'float' && !Number.isFinite(Math.fround(node.value))) {
    return { problem: `is ${node.text}, which has no room in \`float\` (32 bits)` };
  }
  return fault(brokenNumber(node, constraints));
}

function textFault(name: Primitive, node: ScalarNode, constraints: Constraints): Fault | undefined {
  if (typeof node.value !== 'string') return wrongKind(node, `\`${name}\``, node.value !== null);
  const format = TEXT_FORMATS[name];
  if (format && !format.matches(node.text)) {
    return { problem: `is \`${node.text}\`, which is no ${format.what}`, help: `Write it like \`${format.example}\`.` };
  }
  const lost = encodingFault(name, node.text);
  if (lost) return lost;
  if (name !== 'bytes') return fault(brokenConstraint(node, constraints));
  const padding = /=*$/.exec(node.text)?.[0].length ?? 0;
  return fault(brokenLength((node.text.length * 3) / 4 - padding, 'bytes', constraints));
}

/** What a text of the right form loses on the way into bytes. */
function encodingFault(name: Primitive, text: string): Fault | undefined {
  if (/\p{Cs}/u.test(text)) return { problem: 'has half of a surrogate pair, which UTF-8 has no bytes for' };
  const isTime = name === 'time' || name === 'timestamp';
  if (!isTime || !BEYOND_MICROS.test(text)) return undefined;
  return {
    problem: `is \`${text}\`, and times have no more than 6 digits of a second (Avro counts microseconds)`,
    help: 'Leave out the digits behind the sixth.',
  };
}

/** The value has another shape than is expected (`a map`, say); quotes may be all that is missing. */
export function wrongKind(node: Node, expected: string, quotable = false): Fault {
  const problem = `is ${kindOf(node)}, and ${/^[aeiou]/.test(expected.replace('`', '')) ? 'an' : 'a'} ${expected} is expected`;
  const text = node.kind === 'scalar' ? node.text : '';
  return quotable ? { problem, help: `If it is meant as text, write it in quotes: \`"${text}"\`.` } : { problem };
}

function kindOf(node: Node): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a map';
  if (node.value === null) return 'null';
  return typeof node.value === 'string' ? `the text \`${node.text}\`` : `the ${typeof node.value} \`${node.text}\``;
}

/** Infinity and not-a-number are no JSON. */
function isNumber(node: ScalarNode): node is ScalarNode & { readonly value: number } {
  return typeof node.value === 'number' && Number.isFinite(node.value);
}

function fault(problem: string | undefined): Fault | undefined {
  return problem === undefined ? undefined : { problem };
}

function listed(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}
