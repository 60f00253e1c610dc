import { type Command, Option } from 'commander';
import type { Severity } from '../../diagnostics/index.js';
import { JSON_SCHEMA_PROFILES } from '../../model/index.js';
import { collect } from '../values.js';

export interface CompatFlags {
  readonly against?: readonly string[];
  readonly transitive?: true;
  readonly mode?: string;
  readonly profile?: string;
  readonly consumers: 'all' | 'declared';
  readonly format?: readonly string[];
  readonly failOn: Severity;
  readonly history?: string;
}

const MODES = ['none', 'backward', 'forward', 'full'] as const;

/** Rules by which schemas are judged: those of JSON Schema, those of Protobuf, and those of Avro. */
const PROFILES = [...JSON_SCHEMA_PROFILES, 'wire', 'wire-json', 'apache', 'decoder'] as const;

export function addCompatFlags(command: Command): void {
  command
    .option(
      '--against <state>',
      'earlier state: folder, snapshot, git ref, merge-base:REF or latest-tag; may be repeated',
      collect,
    )
    .option('--transitive', 'compare with every earlier version found there')
    .addOption(
      new Option('--mode <mode>', 'who has to read whom; default: `compat.mode`, for files backward').choices(MODES),
    )
    .addOption(
      new Option(
        '--profile <rules>',
        'whose rules count; default: `compat.jsonSchema`, for files confluent, wire-json and apache',
      ).choices(PROFILES),
    )
    .addOption(
      new Option('--consumers <which>', 'declared: a break that nobody is known to read is a warning')
        .choices(['all', 'declared'])
        .default('all'),
    )
    .option('--history <dir>', 'judge each step of the versions in a folder, by the names of its files')
    .option('--format <format>', 'how to print, or FORMAT=FILE; may be repeated', collect)
    .addOption(
      new Option('--fail-on <severity>', 'mildest finding that fails')
        .choices(['error', 'warning', 'info'])
        .default('error'),
    );
}
