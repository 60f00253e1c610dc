import { compileSaga } from '../../../compile/compile-saga.js';
import type { Catalog } from '../../../model/index.js';
import type { CompatCheck, JudgeContext } from '../../check.js';
import { sagaChecks } from '../../checks/sagas/index.js';
import { diffSagas } from '../diff-sagas.js';
import type { Version } from './go-on.js';

/** A version of which the saga can run. */
export type RunnableVersion = Required<Version>;

/** The worst that is said of instances in flight between two states of a catalog. */
export function worstOf(old: Catalog, next: Catalog): 'break' | 'risk' | 'fine' {
  const typescript = { long: 'number', bytes: 'base64', brandedIds: false } as const;
  const context: JudgeContext = {
    old,
    new: next,
    profile: 'sound',
    openObjects: true,
    typescript,
    today: '2026-01-01',
  };
  const levels = diffSagas(old, next).map(
    (change) => checks.get(change.kind)?.judge(change, context).every?.backward?.level,
  );
  return levels.includes('break') ? 'break' : levels.includes('risk') ? 'risk' : 'fine';
}

const checks = new Map<string, CompatCheck>(sagaChecks.map((check) => [check.id, check]));

/** The saga `Checkout` of a catalog, ready to run; undefined where it cannot be compiled. A catalog without it is a version, too. */
export function versionOf(catalog: Catalog): Version | undefined {
  const saga = catalog.sagas.get('Checkout');
  if (saga === undefined) return { catalog };
  const definition = compileSaga(catalog, saga).value;
  return definition && { catalog, saga, definition };
}

/** A version that has the saga. */
export function runnable(version: Version | undefined): RunnableVersion | undefined {
  const { catalog, saga, definition } = version ?? {};
  return catalog && saga && definition && { catalog, saga, definition };
}
