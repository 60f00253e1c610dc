import type { Diagnostic, Fix, Label, Severity } from './diagnostic.js';
import type { Span } from './span.js';

/** How one code speaks: `P` are the parameters that its texts need. */
export interface DiagnosticDefinition<P> {
  readonly severity: Severity;
  readonly message: (params: P) => string;
  readonly help?: (params: P) => string | undefined;
  readonly note?: string;
}

/** What a single report may add to its definition. */
export interface ReportExtras {
  readonly labels?: readonly Label[];
  readonly help?: string;
  readonly note?: string;
  readonly fix?: Fix;
  readonly element?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: the table is heterogeneous; each entry's own parameter type is recovered below.
type Table = Readonly<Record<string, DiagnosticDefinition<any>>>;
type ParamsOf<D> = D extends DiagnosticDefinition<infer P> ? P : never;

/** Builds diagnostics from a table of codes; a wrong code or a missing parameter does not compile. */
export interface Reporter<T extends Table> {
  <C extends keyof T & string>(
    code: C,
    span: Span | undefined,
    params: ParamsOf<T[C]>,
    extras?: ReportExtras,
  ): Diagnostic;
  /** The table itself, for whoever lists or explains the codes. */
  readonly definitions: T;
}

export function defineDiagnostics<const T extends Table>(table: T): Reporter<T> {
  const build = (code: string, span: Span | undefined, params: unknown, extras: ReportExtras = {}): Diagnostic => {
    const definition = table[code] as DiagnosticDefinition<unknown>;
    const help = extras.help ?? definition.help?.(params);
    const note = extras.note ?? definition.note;
    return {
      code,
      severity: definition.severity,
      message: definition.message(params),
      ...(span && { span }),
      ...(extras.labels && { labels: extras.labels }),
      ...(help !== undefined && { help }),
      ...(note !== undefined && { note }),
      ...(extras.fix && { fix: extras.fix }),
      ...(extras.element !== undefined && { element: extras.element }),
    };
  };
  return Object.assign(build, { definitions: table });
}
