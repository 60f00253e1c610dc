/** An alert that is raised: the name of its rule and of its page among the runbooks. */
export type AlertName = keyof typeof ALERTS;

/** What an alert is about, and what it means for the business; `worth` says how urgent it is. */
export interface AlertKind {
  /** Of what there is a rule each. */
  readonly of: 'saga' | 'channel' | 'service' | 'catalog';
  readonly title: string;
}

/** Every alert, in the order of the rules. */
export const ALERTS = {
  SagaStuck: { of: 'saga', title: 'A saga is stuck' },
  SagaOverdue: { of: 'saga', title: 'A saga takes too long' },
  SagaDeadlineMissed: { of: 'saga', title: 'A saga missed its deadline' },
  SagaDeadLetters: { of: 'saga', title: 'A saga could not take messages' },
  DeadLetters: { of: 'channel', title: 'Messages were given up' },
  MessagesDropped: { of: 'channel', title: 'Messages were dropped' },
  ConsumerLag: { of: 'channel', title: 'A consumer falls behind' },
  ConsumerNearRetention: { of: 'channel', title: 'Messages are about to be lost unread' },
  MessagesParked: { of: 'service', title: 'Messages wait for others' },
  OutboxBehind: { of: 'service', title: 'Messages are not published' },
  OutboxParked: { of: 'service', title: 'Messages were not taken by the broker' },
  WorkerProblems: { of: 'catalog', title: 'Workers report problems' },
} as const satisfies Readonly<Record<string, AlertKind>>;

/** One rule of Prometheus, and what its runbook page says of it. */
export interface Alert {
  readonly name: AlertName;
  /** Saga, channel or service; the catalog's name for what is about all of them. */
  readonly subject: string;
  readonly severity: 'critical' | 'warning';
  /** The team to tell, as the catalog writes it. */
  readonly owner?: string;
  /** Labels of the rule beside those that all have. */
  readonly labels: Readonly<Record<string, string>>;
  readonly expr: string;
  /** How long it has to hold, as Prometheus writes durations; nothing where it counts at once. */
  readonly for?: string;
  /** When it is raised, in words. */
  readonly when: string;
  /** One sentence with templates of Prometheus in it; texts of the catalog are made safe already. */
  readonly summary: string;
  /** What it means for whom, as text. */
  readonly meaning: string;
}
