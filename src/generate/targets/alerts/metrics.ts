/**
 * Metrics that the rules read, as Prometheus calls them. The names of OpenTelemetry stand in `docs/targets/alerts.md`, which is the
 * contract between the rules and whatever counts.
 */
export const METRICS = {
  instances: 'sagac_instances',
  oldestInstance: 'sagac_instances_oldest_age_seconds',
  deadlinesPassed: 'sagac_saga_deadlines_passed_total',
  workerProblems: 'sagac_worker_problems_total',
  deadLetters: 'sagac_dead_letters',
  consumed: 'sagac_consumer_messages_total',
  lag: 'sagac_consumer_lag',
  oldestUnread: 'sagac_consumer_oldest_age_seconds',
  parkedInInbox: 'sagac_inbox_parked',
  oldestInOutbox: 'sagac_outbox_oldest_age_seconds',
  parkedInOutbox: 'sagac_outbox_parked',
} as const;

/** The metric of kafka_exporter that is read with `lag: kafka_exporter`. */
export const KAFKA_EXPORTER_LAG = 'kafka_consumergroup_lag';
