import { didYouMean } from '../../diagnostics/index.js';
import type { InstanceReport, Operator } from '../../runtime/index.js';
import type { CliContext } from '../context.js';
import type { ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { opsProblem } from './problems.js';

/** How a person names an instance: by its id, or by its saga and the value of its correlation field. */
export interface InstanceName {
  readonly id: string;
  readonly value: string | undefined;
}

/** Ids that are compared to find what was meant. */
const MOST_COMPARED = 1_000;

/** Finds the instance that is meant; or tells that there is none, and gives the exit code. */
export async function findInstance(
  context: CliContext,
  operator: Operator,
  { id, value }: InstanceName,
): Promise<{ readonly report: InstanceReport } | { readonly exit: ExitCode }> {
  const report = value === undefined ? await operator.show(id) : await showByValue(operator, id, value);
  if (report !== undefined) return { report };
  const name = value === undefined ? id : `${id} ${value}`;
  const known = value === undefined ? await operator.list({ limit: MOST_COMPARED }) : [];
  const help = didYouMean(
    id,
    known.map(({ state }) => state.instance),
  );
  return {
    exit: refuse(context, opsProblem('unknown-instance', undefined, { name }, help === undefined ? {} : { help })),
  };
}

/** A shell knows only text, and a correlation field may be a number. */
async function showByValue(operator: Operator, saga: string, value: string): Promise<InstanceReport | undefined> {
  const byText = await operator.show({ saga, correlation: value });
  if (byText !== undefined || value.trim() === '' || !Number.isFinite(Number(value))) return byText;
  return operator.show({ saga, correlation: Number(value) });
}
