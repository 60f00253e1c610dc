import { sampleMessage, sampleOutcome } from '../../model/values/sample.js';
import type { JsonObject } from '../../runtime/json.js';
import { type SampleUses, sampleVariants } from './sample-variants.js';

/** Data for what is said in a simulation; several where it makes a difference to a guard or a loop. The usual one is first. */
export interface Samples {
  readonly starts: readonly JsonObject[];
  /** Of an event that answers a command. */
  answers(event: string, input: JsonObject): readonly JsonObject[];
  /** Of an event of the outside. */
  events(event: string): readonly JsonObject[];
}

/** Makes samples from the types and examples of the catalog; equal requests give the same objects. */
export function createSamples(uses: SampleUses): Samples {
  const { plan } = uses;
  const variantsOf = memoised((event: string) => sampleVariants(uses, event));
  const starts = sampleVariants(uses, plan.definition.start.message);
  const known = new Map<string, readonly JsonObject[]>();

  function answers(event: string, input: JsonObject): readonly JsonObject[] {
    const key = `${event}\n${JSON.stringify(input)}`;
    const made = known.get(key) ?? variantsOf(event).map((data) => agreeing(uses, event, data, input));
    known.set(key, made);
    return made;
  }
  return { starts, answers, events: (event) => answers(event, starts[0] ?? {}) };
}

/** What a variant changes stays; in all else an answer agrees with the command. */
function agreeing({ catalog }: SampleUses, event: string, variant: JsonObject, input: JsonObject): JsonObject {
  const usual = sampleMessage(catalog, event) as JsonObject;
  const outcome = sampleOutcome(catalog, event, input) as JsonObject;
  const changed = Object.entries(variant).filter(([field, value]) => usual[field] !== value);
  const dropped = Object.keys(usual).filter((field) => !Object.hasOwn(variant, field));
  const merged = { ...outcome, ...Object.fromEntries(changed) };
  return Object.fromEntries(Object.entries(merged).filter(([field]) => !dropped.includes(field)));
}

function memoised<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
