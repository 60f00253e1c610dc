import { againstDiagnostic } from '../against/index.js';
import { compatDiagnostic } from '../compat/messages.js';
import { compileDiagnostic } from '../compile/messages.js';
import type { DiagnosticDefinition } from '../diagnostics/index.js';
import { generateDiagnostic } from '../generate/messages.js';
import { gitDiagnostic } from '../git/index.js';
import { importDiagnostic } from '../import/messages.js';
import { report as languageDiagnostic } from '../language/messages.js';
import { lintDiagnostics } from '../lint/codes.js';
import { modelDiagnostic } from '../model/build/messages.js';
import { snapshotDiagnostic } from '../snapshot/index.js';
import { compatProblem } from './compat/problems.js';
import { importProblem } from './import/problems.js';
import { opsProblem } from './ops/problems.js';
import { problem } from './problems.js';

/** What can be said about a code that is no lint rule. */
export interface CodeText {
  readonly code: string;
  /** The stage that reports it. */
  readonly stage: string;
  readonly severity: string;
  /** With `…` for what depends on the place. */
  readonly message: string;
  readonly help?: string;
  readonly note?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: each definition has parameters of its own, and none are given to it here.
type Table = Readonly<Record<string, DiagnosticDefinition<any>>>;

const TABLES: readonly (readonly [stage: string, table: Table])[] = [
  ['reading', languageDiagnostic.definitions],
  ['model', modelDiagnostic.definitions],
  ['lint', lintDiagnostics.definitions],
  ['sagas', compileDiagnostic.definitions],
  ['generate', generateDiagnostic.definitions],
  ['command line', problem.definitions],
  ['git', gitDiagnostic.definitions],
  ['earlier states', againstDiagnostic.definitions],
  ['snapshots', snapshotDiagnostic.definitions],
  ['compat', compatDiagnostic.definitions],
  ['comparing commands', compatProblem.definitions],
  ['ops', opsProblem.definitions],
  ['import', importDiagnostic.definitions],
  ['importing commands', importProblem.definitions],
];

/** Every code that is no lint rule, by stage; where two stages share one, both have an entry. */
export function codeTexts(): readonly CodeText[] {
  return TABLES.flatMap(([stage, table]) =>
    Object.entries(table).map(([code, definition]) => {
      const help = definition.help && withPlaceholders(definition.help);
      return {
        code,
        stage,
        severity: definition.severity,
        message: withPlaceholders(definition.message) ?? 'Its text depends on the place.',
        ...(help !== undefined && { help }),
        ...(definition.note !== undefined && { note: definition.note }),
      };
    }),
  );
}

/** The text with `…` for each parameter; undefined where a parameter has to be more than a text. */
function withPlaceholders(text: (params: unknown) => string | undefined): string | undefined {
  try {
    return text(new Proxy({}, { get: () => '…' }));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
