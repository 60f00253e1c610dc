import type { Catalog, Field, TypeExpr } from '../../../model/index.js';
import { innermostType, isPrimitive, resolveType } from '../../../model/values/value-type.js';
import { declarationsIn } from '../../facts/declared-fields.js';
import { ALLOW_OPTION, allowedNames } from '../../facts/options.js';
import { BAG_WORDS, HIDDEN_STRUCTURE } from '../../lexicon/shape-words.js';
import { splitWords } from '../../lexicon/split-words.js';
import type { Rule } from '../../rule.js';

/** A field that takes anything. */
export const openMap: Rule = {
  id: 'open-map',
  group: 'payload',
  severity: 'warning',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Disallow fields that take anything.',
  why: `What stands in a map called \`metadata\` or in a text called \`detailsJson\` is a contract too, only that nobody wrote it down: no tool compares its versions, no example is checked, and the day a key is renamed a consumer fails that nobody knew of.

Found are maps of texts under a name that says nothing about its keys (\`attributes\`, \`params\`, \`data\`), and texts and bytes with a structure hidden inside (\`detailsJson\`, \`rawPayload\`). A map whose name tells what the keys are (\`priceByCurrency\`, \`translations\`), or whose values are records or numbers, is typed. Schemas that allow anything are refused by the compiler before any rule. The option \`allow\` lists more names.`,
  options: ALLOW_OPTION,
  bad: `events:
  DeviceReported:
    version: 1.0.0
    payload: { deviceId: uuid, readings: map<double>, attributes: map<string>, stateJson: string, reportedAt: timestamp }
`,
  good: `types:
  Attributes: { fields: { firmware: string, region: string? } }
events:
  DeviceReported:
    version: 1.0.0
    payload: { deviceId: uuid, readings: map<double>, attributes: Attributes, state: enum(on|off|unknown), reportedAt: timestamp }
`,
  check({ catalog, options, report }) {
    const allowed = allowedNames(options);
    for (const { field, path, owner, retired } of declarationsIn(catalog).fields) {
      const what = retired || allowed.has(field.name) ? undefined : openness(catalog, field);
      if (what === undefined) continue;
      report({
        span: field.typeSpan,
        message: `\`${path}\` of \`${owner.id}\` is ${what}.`,
        element: owner,
        help: 'Write the fields that are sent as a record, or give it a name that says what the keys are.',
      });
    }
  },
};

function openness(catalog: Catalog, { name, type }: Field): string | undefined {
  const words = splitWords(name);
  if (mapOfTexts(catalog, type)) {
    return words.every((word) => BAG_WORDS.has(word)) ? 'a map of whatever the producer likes' : undefined;
  }
  if (!isPrimitive(innermostType(catalog, type, ['list']), 'string', 'bytes')) return undefined;
  const hides = HIDDEN_STRUCTURE.has(words.at(-1) ?? '') || isRawMessage(words);
  return hides ? 'a text with a structure that nobody wrote down' : undefined;
}

/** Texts, bytes, and maps of such: all that a map of anything can be in this language. */
function mapOfTexts(catalog: Catalog, type: TypeExpr): boolean {
  const resolved = resolveType(catalog, type);
  if (resolved.kind !== 'map') return false;
  return isPrimitive(innermostType(catalog, resolved.values, ['list', 'map']), 'string', 'bytes');
}

/** `payload`, `rawBody`, `requestPayload`, but not `body` alone, which may be a letter's. */
function isRawMessage(words: readonly string[]): boolean {
  if (words.at(-1) === 'payload') return true;
  return ['body', 'data', 'message'].includes(words.at(-1) ?? '') && ['raw', 'serialized'].includes(words.at(-2) ?? '');
}
