import type { Diagnostic, Severity, Span } from '../../diagnostics/index.js';
import type { Catalog } from '../../model/index.js';
import type { OutputFile, TargetResult } from '../target.js';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** What a target of the user gave, or, as the rest of a sentence about it, what is wrong with that. */
export function acceptResult(value: unknown, catalog: Catalog): TargetResult | string {
  if (value instanceof Promise) {
    // A rejection that nobody waits for would end the process.
    value.catch(() => undefined);
    return 'gives a promise, and `generate` has to give its files at once';
  }
  if (!isRecord(value)) return 'gives no result: an object with `files` and `diagnostics`';
  const { files, diagnostics = [] } = value;
  if (!Array.isArray(files)) return 'gives no list `files`';
  const taken = files.map(acceptFile);
  const problem = taken.find((file) => typeof file === 'string');
  if (typeof problem === 'string') return problem;
  if (!Array.isArray(diagnostics)) return 'gives `diagnostics` that are no list';
  if (!diagnostics.every((entry) => isDiagnostic(entry, catalog))) {
    return 'gives a diagnostic without `code`, `severity`, `message` or a place in the catalog';
  }
  return { files: taken.filter((file) => typeof file !== 'string'), diagnostics: diagnostics.map(plainly) };
}

function acceptFile(value: unknown, index: number): OutputFile | string {
  if (!isRecord(value) || typeof value['path'] !== 'string') return `gives no \`path\` for file ${index + 1}`;
  const { path, text, write } = value;
  if (typeof text !== 'string') return `gives no \`text\` for the file \`${path.replaceAll('`', "'").slice(0, 200)}\``;
  if (write !== undefined && write !== 'always' && write !== 'once') {
    return `says of the file \`${path.replaceAll('`', "'")}\` that it is written neither \`always\` nor \`once\``;
  }
  // A lone half of a pair has no bytes: what is written would differ from what was compared.
  return { path, text: text.replace(/\p{Cs}/gu, '\ufffd'), ...(write && { write }) };
}

function isDiagnostic(value: unknown, catalog: Catalog): value is Diagnostic {
  if (!isRecord(value)) return false;
  const { code, severity, message, span, help } = value;
  return (
    typeof code === 'string' &&
    SEVERITIES.some((one) => one === severity) &&
    typeof message === 'string' &&
    (help === undefined || typeof help === 'string') &&
    (span === undefined || isPlace(span, catalog))
  );
}

/** What was looked at, and nothing beside it. */
function plainly({ code, severity, message, span, help }: Diagnostic): Diagnostic {
  return { code, severity, message, ...(span && { span }), ...(help !== undefined && { help }) };
}

function isPlace(value: unknown, { texts }: Catalog): value is Span {
  if (!isRecord(value)) return false;
  const { file, start, end } = value;
  const length = typeof file === 'string' ? texts.get(file)?.length : undefined;
  if (length === undefined || !Number.isInteger(start) || !Number.isInteger(end)) return false;
  return Number(start) >= 0 && Number(start) <= Number(end) && Number(end) <= length;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
