import { compareText, type Diagnostic, type Fix, type Severity, type Span } from '../../diagnostics/index.js';
import { SETTINGS_FILE } from '../../language/find-catalog.js';
import { joinPath } from '../paths.js';
import { fingerprints } from './fingerprint.js';
import { createPlaces } from './places.js';
import type { Render, ReportOptions, RuleText } from './reporter.js';

const TOP: Span = { file: SETTINGS_FILE, start: 0, end: 0 };

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** Paths are relative to the folder that the command ran in, which readers take for the root of the repository. */
const ROOT = '%SRCROOT%';
const BASE = { [ROOT]: { description: { text: 'The folder that sagac ran in.' } } };

/** How code scanning sorts its alerts. */
const PROBLEMS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'recommendation' };

type Region = (span: Span) => object;

/** SARIF 2.1.0: one run, each code a rule with its help, places relative to the folder that the command ran in. */
export const renderSarif: Render = (diagnostics, sources, options) => {
  const rangeOf = createPlaces(sources);
  const region: Region = (span) => {
    const { start, end } = rangeOf(span);
    return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  };
  const codes = [...new Set(diagnostics.map((diagnostic) => diagnostic.code))].sort(compareText);
  const prints = fingerprints(diagnostics);
  const results = diagnostics.map((diagnostic, index) => ({
    ...resultOf(diagnostic, region, options),
    ruleIndex: codes.indexOf(diagnostic.code),
    partialFingerprints: { 'sagacFinding/v2': prints[index] },
  }));
  const rules = codes.map((code) => ruleOf(code, diagnostics, options.rules));
  const driver = { name: 'sagac', semanticVersion: options.version, rules };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, originalUriBaseIds: BASE, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

/** What reading and modelling report has no rule behind it: its first message speaks for it. */
function ruleOf(code: string, diagnostics: readonly Diagnostic[], rules: readonly RuleText[]): object {
  const rule = rules.find((candidate) => candidate.id === code);
  const first = diagnostics.find((diagnostic) => diagnostic.code === code);
  const summary = rule?.summary ?? first?.message ?? code;
  const severity = rule?.severity ?? first?.severity ?? 'error';
  const help = `${rule?.why.trim() ?? first?.help ?? summary} Run \`sagac explain ${code}\` for examples.`;
  return {
    id: code,
    shortDescription: { text: summary },
    fullDescription: { text: rule?.why.trim() ?? summary },
    help: { text: help, markdown: rule ? `${rule.why.trim()}\n\n${examples(rule)}` : help },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: rule ? [rule.group, rule.preset] : ['language'], 'problem.severity': PROBLEMS[severity] },
  };
}

function examples({ bad, good }: RuleText): string {
  const block = (title: string, yaml: string) => `${title}\n\n\`\`\`yaml\n${yaml.trim()}\n\`\`\``;
  return `${block('Wrong:', bad)}\n\n${block('Right:', good)}`;
}

function resultOf(diagnostic: Diagnostic, region: Region, options: ReportOptions): object {
  const { code, severity, message, span, labels = [], help, fix } = diagnostic;
  const place = (at: Span) => ({ artifactLocation: artifact(at, options), region: region(at) });
  return {
    ruleId: code,
    level: LEVELS[severity],
    message: { text: help === undefined ? message : `${message}\n${help}` },
    // Code scanning drops what has no place.
    locations: [{ physicalLocation: place(span ?? TOP) }],
    ...(labels.length > 0 && {
      relatedLocations: labels.map((label, id) => ({
        id,
        physicalLocation: place(label.span),
        message: { text: label.text },
      })),
    }),
    ...(fix && { fixes: [fixOf(fix, region, options)] }),
  };
}

function fixOf(fix: Fix, region: Region, options: ReportOptions): object {
  const files = [...new Set(fix.edits.map((edit) => edit.span.file))].sort(compareText);
  return {
    description: { text: fix.title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact({ file }, options),
      replacements: fix.edits
        .filter((edit) => edit.span.file === file)
        .map((edit) => ({ deletedRegion: region(edit.span), insertedContent: { text: edit.text } })),
    })),
  };
}

function artifact({ file }: Pick<Span, 'file'>, { base }: ReportOptions): object {
  return { uri: joinPath(base, file).split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}
