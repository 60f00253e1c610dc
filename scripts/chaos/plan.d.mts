export interface Strike {
  /** Since the load began. */
  readonly atMs: number;
  readonly kind: string;
  readonly forMs: number;
  /** Name of a service's process; missing where a server is struck. */
  readonly target?: string;
  /** Of a connection that is slowed. */
  readonly delayMs?: number;
}

export interface PlanOptions {
  readonly seed: number;
  readonly broker: 'memory' | 'nats' | 'kafka' | 'rabbitmq';
  /** Names of the processes. */
  readonly services: readonly string[];
  readonly seconds: number;
}

/** The faults of one round in order of time. The same seed gives the same plan. */
export function planOf(options: PlanOptions): readonly Strike[];
/** The plan as lines that a person reads. */
export function planText(plan: readonly Strike[]): readonly string[];
