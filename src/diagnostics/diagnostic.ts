import type { Span } from './span.js';

export type Severity = 'error' | 'warning' | 'info';

/** A second place that takes part in a finding, with a few words ("first declared here"). */
export interface Label {
  readonly span: Span;
  readonly text: string;
}

/** Replaces `span` by `text`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A repair of the source text. `unsafe` fixes need a person's eye and `--unsafe`. */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly TextEdit[];
}

/** What is said about the user's input. Plain data: building it never prints, and printing never builds it. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence, names in backquotes. */
  readonly message: string;
  /** Missing only where no file is to blame (an empty folder, say). */
  readonly span?: Span;
  readonly labels?: readonly Label[];
  /** The next action. */
  readonly help?: string;
  /** Why it matters. */
  readonly note?: string;
  readonly url?: string;
  readonly fix?: Fix;
  /** It is about settings or rules, not about a definition: then nothing else can be relied on. */
  readonly input?: true;
  /** The definition it is about, such as `command CapturePayment`; stable over moves within a file. */
  readonly element?: string;
}

/** A stage's result: user mistakes are values beside it, never exceptions. */
export interface Outcome<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}
