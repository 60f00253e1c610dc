import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../language/load-catalog.js';
import { buildCatalog } from '../model/build/build-catalog.js';
import type { Catalog } from '../model/index.js';
import { createNodeHost } from '../node-host.js';
import type { EmitDefinition, MappingDefinition, SagaDefinition, StepDefinition } from '../runtime/saga/definition.js';
import { sharedFolder } from '../testing/shared.js';
import { compileSaga } from './compile-saga.js';
import { failurePaths } from './failure-paths.js';

const folder = sharedFolder('real-sagas');
const names =
  folder === undefined
    ? []
    : readdirSync(folder)
        .filter((name) => /^\d/.test(name))
        .sort();

interface Expected {
  readonly undoOrder: Readonly<Record<string, readonly ExpectedUnwinding[]>>;
}

interface ExpectedUnwinding {
  readonly failAt: string;
  readonly by: string;
  readonly undo: readonly string[];
  readonly with?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

async function load(name: string): Promise<Catalog> {
  const source = await loadCatalog(createNodeHost(), join(folder ?? '', name));
  if (source.value === undefined) throw new Error(JSON.stringify(source.diagnostics));
  return buildCatalog(source.value).value;
}

function compileAll(catalog: Catalog): ReadonlyMap<string, SagaDefinition> {
  return new Map(
    [...catalog.sagas.values()].map((saga) => {
      const { value, diagnostics } = compileSaga(catalog, saga);
      expect(diagnostics).toEqual([]);
      if (value === undefined) throw new Error(`${saga.id} was not compiled`);
      return [saga.id, value];
    }),
  );
}

/** Undo commands in the order in which they are run. */
function undoCommands(definition: SagaDefinition, failAt: string, by: string): readonly string[] {
  const path = failurePaths(definition).find((candidate) => candidate.step === failAt && candidate.by === by);
  if (path === undefined) throw new Error(`no path for ${failAt} ${by}`);
  return path.undone.map((name) => {
    const step = definition.steps.find((candidate) => candidate.name === name);
    return (step?.kind === 'do' || step?.kind === 'undo') && step.undo ? step.undo.call.command : `no undo of ${name}`;
  });
}

/** What a map by cause gives for a failure: the constant that stands in the first case that fits. */
function valueFor(input: readonly MappingDefinition[], field: string, failAt: string, by: string): unknown {
  const from = input.find((mapping) => mapping.field === field)?.from;
  if (from?.kind !== 'cause') return undefined;
  const fitting = by === 'timeout' ? [`${failAt}.timeout`, 'timeout', 'else'] : [by, 'else'];
  const found = from.cases.find(({ cause }) => fitting.includes(cause));
  return found?.from.kind === 'const' ? found.from.value : undefined;
}

/** The fill of every undo command and abort event, by message. */
function fillsOf(definition: SagaDefinition): ReadonlyMap<string, readonly MappingDefinition[]> {
  const undos = definition.steps.flatMap((step: StepDefinition) =>
    (step.kind === 'do' || step.kind === 'undo') && step.undo ? [step.undo.call] : [],
  );
  return new Map([
    ...undos.map((call) => [call.command, call.input] as const),
    ...definition.abort.map((emit: EmitDefinition) => [emit.event, emit.input] as const),
  ]);
}

describe.runIf(folder)('real sagas', () => {
  it.each(names)('%s compiles, and unwinds as its source does', async (name) => {
    const definitions = compileAll(await load(name));
    const expected = JSON.parse(readFileSync(join(folder ?? '', name, 'expected.json'), 'utf8')) as Expected;
    for (const [saga, unwindings] of Object.entries(expected.undoOrder)) {
      const definition = definitions.get(saga);
      if (definition === undefined) throw new Error(`no saga ${saga}`);
      for (const { failAt, by, undo, with: values = {} } of unwindings) {
        expect([failAt, by, ...undoCommands(definition, failAt, by)]).toEqual([failAt, by, ...undo]);
        for (const [message, fields] of Object.entries(values)) {
          const input = fillsOf(definition).get(message) ?? [];
          const filled = Object.keys(fields).map((field) => [field, valueFor(input, field, failAt, by)]);
          expect(Object.fromEntries(filled)).toEqual(fields);
        }
      }
    }
  });
});
