import { resolve } from 'node:path';
import type { Diagnostic, Outcome } from '../../diagnostics/index.js';
import type { ActRequest, JsonObject, OperatorAct } from '../../runtime/index.js';
import { isJsonObject } from '../../runtime/json.js';
import type { CliContext } from '../context.js';
import { saysWhy } from '../values.js';
import { loginName } from './operator-name.js';
import { opsProblem } from './problems.js';

/** Flags that say what is to be done, by whom and why. */
export interface RequestFlags {
  readonly step?: string;
  readonly event?: string;
  readonly data?: string;
  readonly who?: string;
  readonly why: string;
}

/** Reads the flags of an act; a file that `--data` names is read too. Throws what the host throws. */
export function readRequest(
  { host }: CliContext,
  action: OperatorAct['action'],
  flags: RequestFlags,
): Outcome<ActRequest | undefined> {
  const who = (flags.who ?? loginName() ?? '').trim();
  const why = flags.why.trim();
  if (who === '') return refused(opsProblem('who-unknown', undefined, {}));
  if (!saysWhy(why)) return refused(opsProblem('why-empty', undefined, {}));
  if (flags.data !== undefined && flags.event === undefined)
    return refused(opsProblem('data-without-event', undefined, {}));
  const data = flags.data === undefined ? undefined : readData(host, flags.data);
  if (typeof data === 'string') return refused(opsProblem('wrong-outcome-data', undefined, { reason: data }));
  return { value: { who, why, act: actOf(action, flags, data) }, diagnostics: [] };
}

function refused(diagnostic: Diagnostic): Outcome<undefined> {
  return { value: undefined, diagnostics: [diagnostic] };
}

function actOf(
  action: OperatorAct['action'],
  { step, event }: RequestFlags,
  data: JsonObject | undefined,
): OperatorAct {
  const target = step === undefined ? {} : { step };
  if (action === 'cancel') return { action };
  if (action !== 'resolve') return { action, ...target };
  return { action, ...target, ...(event !== undefined && { event }), ...(data !== undefined && { data }) };
}

/** The data, or why it is none. */
function readData(host: CliContext['host'], given: string): JsonObject | string {
  const isFile = given.startsWith('@');
  const text = isFile ? new TextDecoder().decode(host.readBytes(resolve(host.cwd, given.slice(1)))) : given;
  const place = isFile ? `\`${given.slice(1)}\` ` : 'it ';
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : `${place}is no JSON object`;
  } catch {
    return `${place}is no JSON`;
  }
}
