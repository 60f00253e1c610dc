import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
// What is loaded when it is needed would else count for the first test.
import '../schemas/compare-schemas.js';
import { type CliSetting, runCli } from '../../testing/cli.js';

/** An Avro record with these lines of fields. */
export const RECORD = (fields: string) =>
  `{\n  "type": "record",\n  "name": "Order",\n  "fields": [\n${fields}\n  ]\n}\n`;
export const ID = '    { "name": "id", "type": "string" }';
/** A field more, without a default. */
export const TOTAL = `${ID},\n    { "name": "total", "type": "long" }`;
/** A JSON Schema that allows these properties alone. */
export const CLOSED = (properties: string) =>
  `{ "type": "object", "additionalProperties": false,\n"properties": {${properties}} }`;
/** A Protobuf file with one message. */
export const MESSAGE = (fields: string) => `syntax = "proto3";\npackage shop;\nmessage Order {\n${fields}\n}\n`;

const isReport = new Ajv2020({ strict: true }).compile(
  JSON.parse(readFileSync(new URL('../../../../schemas/compat-report.schema.json', import.meta.url), 'utf8')),
);

function disk(files: Readonly<Record<string, string>>, more: CliSetting = {}): CliSetting {
  const absolute = Object.entries(files).map(([path, text]) => [path.startsWith('/') ? path : `/srv/${path}`, text]);
  return { cwd: '/srv', ...more, files: Object.fromEntries(absolute) };
}

/** `sagac compat` in `/srv`, where relative paths of files are. */
export async function compare(files: Readonly<Record<string, string>>, argv: string, more: CliSetting = {}) {
  return runCli(['compat', ...argv.split(' ')], disk(files, more));
}

/** A finding of the JSON report, as far as tests look at it. */
export interface Told {
  readonly id: string;
  readonly severity: string;
  readonly message: string;
  readonly old?: { readonly file: string; readonly start: { readonly line: number; readonly column: number } };
  readonly new?: { readonly file: string; readonly start: { readonly line: number; readonly column: number } };
}

/** The JSON report, which follows its published schema. */
export async function report(files: Readonly<Record<string, string>>, argv: string, more: CliSetting = {}) {
  const { out, exit } = await compare(files, `${argv} --format json`, more);
  const json = JSON.parse(out);
  expect(isReport(json), JSON.stringify(isReport.errors)).toBe(true);
  const findings: readonly Told[] = json.comparisons.flatMap((entry: { findings: readonly Told[] }) => entry.findings);
  return { exit, json, findings, told: findings.map(({ id, severity }) => `${severity} ${id}`) };
}

/** A place as `file:line:column`; empty where there is none. */
export function spot(place: Told['old']): string {
  return place ? `${place.file}:${place.start.line}:${place.start.column}` : '';
}
