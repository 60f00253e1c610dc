import type { ASTNode } from '@marcbachmann/cel-js';
import { guardNames, innerNodes } from '../../compile/guard-names.js';
import { pathOf } from '../../compile/unasked-reads.js';
import type { StepDefinition } from '../../runtime/saga/definition.js';
import { parseGuard } from '../../runtime/saga/guard.js';
import { allSteps, type SagaPlan, undoOf } from '../../runtime/saga/plan.js';

/** A place in a message that guards look at, and what they compare there. */
export interface GuardRead {
  /** Below the message; never empty. */
  readonly path: readonly string[];
  readonly constants: readonly (string | number | boolean)[];
}

/** Where conditions in CEL look into a message, each place once. */
export function guardReads(texts: readonly string[], message: string): readonly GuardRead[] {
  const reads = new Map<string, GuardRead>();
  for (const cel of texts) {
    const { ast } = parseGuard(cel);
    const constants = constantsIn(ast);
    for (const [root, ...path] of pathsIn(ast)) {
      if (root !== message || path.length === 0) continue;
      const key = path.join('.');
      reads.set(key, { path, constants: [...(reads.get(key)?.constants ?? []), ...constants] });
    }
  }
  return [...reads.values()];
}

/** Names of steps that stand behind a guard over data, which no sample may happen to fulfil. */
export function dataGuarded(plan: SagaPlan): ReadonlySet<string> {
  const behind = [...plan.steps.values()].filter((step) => 'when' in step && step.when && readsData(step.when.cel));
  return new Set(allSteps(behind).map(({ name }) => name));
}

function readsData(cel: string): boolean {
  return pathsIn(parseGuard(cel).ast).some((path) => path.length > 1);
}

/** Every message that guards ask for, or whether it has come. */
export function messagesInGuards(texts: readonly string[]): readonly string[] {
  const names = texts.flatMap((cel) => guardNames(parseGuard(cel).ast).map(({ name }) => name));
  return [...new Set(names)];
}

/** Every guard of the definition, in CEL. */
export function guardsOf(plan: SagaPlan): readonly string[] {
  const guards = [...plan.steps.values()].flatMap((step) => [...guardOf(step), ...undoGuardOf(step)]);
  return [...new Set(guards)];
}

/** The guard of a step, if it has one. */
export function guardOf(step: StepDefinition): readonly string[] {
  return 'when' in step && step.when ? [step.when.cel] : [];
}

/** The guard of a step's undo, if it has one. */
export function undoGuardOf(step: StepDefinition): readonly string[] {
  const guard = undoOf(step)?.when;
  return guard ? [guard.cel] : [];
}

/** The conditions that texts in CEL are made of, which decide one by one. */
export function conditionsOf(texts: readonly string[]): readonly string[] {
  const conditions = texts.flatMap((cel) =>
    conditionsIn(parseGuard(cel).ast).map(({ range }) => cel.slice(range.start, range.end)),
  );
  return [...new Set(conditions)];
}

const JOINS: ReadonlySet<string> = new Set(['&&', '||', '!_', '?:']);

function conditionsIn(node: ASTNode): readonly ASTNode[] {
  return JOINS.has(node.op) ? innerNodes(node.args).flatMap(conditionsIn) : [node];
}

function pathsIn(node: ASTNode): readonly (readonly string[])[] {
  const path = pathOf(node);
  return path ? [path] : innerNodes(node.args).flatMap(pathsIn);
}

function constantsIn(node: ASTNode): readonly (string | number | boolean)[] {
  if (node.op !== 'value') return innerNodes(node.args).flatMap(constantsIn);
  const value: unknown = node.args;
  if (typeof value === 'bigint') return [Number(value)];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [value] : [];
}
