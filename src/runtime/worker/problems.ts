/** Something that an operator should hear about and that is no part of any saga's course. */
export type WorkerProblem =
  /** Unfinished instances run a definition that this worker cannot run; it leaves them alone. */
  | {
      readonly kind: 'definition-left-alone';
      readonly saga: string;
      readonly version: string;
      readonly definition: string;
      readonly missingHandlers: readonly string[];
    }
  /** The same, because a newer version of the runtime has written the definition. */
  | {
      readonly kind: 'definition-too-new';
      readonly saga: string;
      readonly version: string;
      readonly definition: string;
    }
  /** A hook threw; it is called again later. */
  | { readonly kind: 'hook-failed'; readonly hook: 'onEvent' | 'onAlert'; readonly id: string; readonly error: string }
  /** A command, event or answer could not be given to the broker; it is tried again later. */
  | { readonly kind: 'broker-failed'; readonly id: string; readonly error: string }
  /** The broker cannot be listened to, which is tried again; nothing is begun before. */
  | { readonly kind: 'broker-unreachable'; readonly error: string }
  /** The saga published an event, but nothing is there to take it. Raised once. */
  | { readonly kind: 'events-unheard'; readonly event: string }
  /** The worker was silent for longer than its lease. Others have what it held; it goes on with what is free. */
  | { readonly kind: 'lease-lost'; readonly instances: number }
  /** A bug: an instance cannot take its input. The worker leaves it alone, and a new one tries again. */
  | { readonly kind: 'instance-failed'; readonly instance: string; readonly error: string }
  /** The store cannot be reached; everything goes on when it can. */
  | { readonly kind: 'store-unreachable'; readonly error: string };

/** A problem in one sentence, for logs. */
export function describeWorkerProblem(problem: WorkerProblem): string {
  switch (problem.kind) {
    case 'definition-left-alone': {
      const missing = problem.missingHandlers.join(', ');
      return `instances of \`${problem.saga}\` ${problem.version} are left alone: no handler for ${missing}`;
    }
    case 'definition-too-new':
      return `instances of \`${problem.saga}\` ${problem.version} are left alone: update sagac, they need a newer one`;
    case 'hook-failed':
      return `\`${problem.hook}\` failed for ${problem.id} and is called again later: ${problem.error}`;
    case 'broker-failed':
      return `the broker did not take ${problem.id}, which is sent again later: ${problem.error}`;
    case 'broker-unreachable':
      return `the worker waits for the broker, to listen to it: ${problem.error}`;
    case 'events-unheard':
      return `\`${problem.event}\` is published by a saga, but there is neither \`onEvent\` nor a link that publishes`;
    case 'lease-lost':
      return `the lease ended before it was renewed; ${problem.instances} instances are left to other workers`;
    case 'instance-failed':
      return `\`${problem.instance}\` is left alone, because this is a bug: ${problem.error}`;
    case 'store-unreachable':
      return `the store cannot be reached: ${problem.error}`;
  }
}
