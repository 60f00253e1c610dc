import type { JsonValue } from '../../../model/index.js';

export interface AlertOptions {
  /** What leads to the generated runbooks: the beginning of a URL, or a path. */
  readonly runbooks?: string;
  /** What leads to the files of the catalog, for runbooks that it names by a path. */
  readonly source: string;
  readonly lag: 'sagac' | 'kafka_exporter';
  /** Messages that a consumer may be behind, where the catalog does not say how fast it is. */
  readonly maxLag: number;
  /** Labels that every alert gets. */
  readonly labels: Readonly<Record<string, string>>;
}

/** JSON Schema of the target's options. */
export const alertOptionSchema = {
  properties: {
    runbooks: { type: 'string', minLength: 1 },
    source: { type: 'string', minLength: 1 },
    lag: { type: 'string', enum: ['sagac', 'kafka_exporter'] },
    maxLag: { type: 'integer', minimum: 1 },
    labels: {
      type: 'object',
      propertyNames: { pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$' },
      additionalProperties: { type: 'string' },
    },
  },
} satisfies Record<string, JsonValue>;

/** Options as given, over the defaults. */
export function readAlertOptions(options: Readonly<Record<string, JsonValue>>): AlertOptions {
  const { runbooks, source, lag, maxLag, labels } = options;
  return {
    ...(typeof runbooks === 'string' && { runbooks }),
    source: typeof source === 'string' ? source : '',
    lag: lag === 'kafka_exporter' ? 'kafka_exporter' : 'sagac',
    maxLag: typeof maxLag === 'number' ? maxLag : 1000,
    labels: labelsOf(labels),
  };
}

function labelsOf(value: JsonValue | undefined): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
  );
}
