import { compareText, type Diagnostic } from '../../../diagnostics/index.js';
import { nameList } from '../../../model/facts/name-list.js';
import type { Catalog } from '../../../model/index.js';
import { generateDiagnostic } from '../../messages.js';
import type { OutputFile, Target, TargetContext, TargetResult } from '../../target.js';
import { compileTemplate, type TemplateView } from '../../template.js';
import { commentText, jsonText } from '../../text.js';
import { kafkaArguments, kafkaMetricName, kafkaProblem } from './kafka.js';
import { natsLeases, natsProblem, natsStreams } from './nats.js';
import { planTopics, type Topic } from './plan-topics.js';
import { rabbitmqDefinitions, rabbitmqProblem } from './rabbitmq.js';
import { shellWord } from './shell-word.js';
import { topicsText } from './topics-file.js';

/** All channels as the brokers have to have them: a list, and what makes them in each broker. */
export const topics: Target = {
  id: 'topics',
  summary: 'Topics, queues and streams for every channel (Kafka, RabbitMQ, NATS)',
  options: { properties: { replicas: { type: 'integer', minimum: 1 }, vhost: { type: 'string', minLength: 1 } } },
  generate,
};

const BROKERS = {
  kafka: { problem: kafkaProblem, file: 'kafka/create-topics.sh', template: 'kafka.hbs' },
  nats: { problem: natsProblem, file: 'nats/create-streams.sh', template: 'nats.hbs' },
  rabbitmq: { problem: rabbitmqProblem, file: 'rabbitmq/definitions.json', template: undefined },
} as const;

type Broker = keyof typeof BROKERS;

function generate(context: TargetContext): TargetResult {
  const { catalog } = context;
  const all = planTopics(catalog, context.service);
  const diagnostics: Diagnostic[] = [...unprovisioned(catalog, all)];
  const files: OutputFile[] = [{ path: 'topics.yaml', text: topicsText(all) }];
  const brokers = (Object.keys(BROKERS) as Broker[]).filter((broker) => all.some((topic) => topic.broker === broker));
  for (const broker of brokers) {
    const own = usable(
      catalog,
      broker,
      all.filter((topic) => topic.broker === broker),
    );
    diagnostics.push(...own.diagnostics);
    files.push({ path: BROKERS[broker].file, text: brokerText(context, broker, own.topics) });
  }
  files.push({
    path: 'README.md',
    text: compileTemplate(context.template('readme.hbs'))(readmeView(catalog, all, brokers)),
  });
  return { files: files.sort((a, b) => compareText(a.path, b.path)), diagnostics };
}

function brokerText({ options, template }: TargetContext, broker: Broker, own: readonly Topic[]): string {
  const { vhost = '/', replicas } = options;
  const copies = typeof replicas === 'number' ? replicas : undefined;
  if (broker === 'rabbitmq') return jsonText(rabbitmqDefinitions(own, String(vhost)));
  const view = broker === 'kafka' ? kafkaView(own, copies) : natsView(own, copies);
  return compileTemplate(template(BROKERS[broker].template))(view);
}

function kafkaView(own: readonly Topic[], replicas: number | undefined): TemplateView {
  return { topics: own.map((topic) => ({ about: aboutOf(topic), arguments: kafkaArguments(topic, replicas) })) };
}

function natsView(own: readonly Topic[], replicas = 1): TemplateView {
  return {
    leases: natsLeases(own, replicas).map(({ name, config }) => ({
      name: shellWord(name),
      config: shellWord(JSON.stringify(config)),
    })),
    streams: natsStreams(own, replicas).map(({ topic, name, config, consumers }) => ({
      about: aboutOf(topic),
      name: shellWord(name),
      config: shellWord(JSON.stringify(config)),
      consumers: consumers.map((consumer) => ({
        stream: shellWord(name),
        name: shellWord(consumer.name),
        config: shellWord(JSON.stringify(consumer.config)),
      })),
    })),
  };
}

/** What a topic is there for, and what of it the catalog leaves open. */
function aboutOf({ name, use, of, delayMs, notSaid }: Topic): string {
  const purpose = of.length === 0 ? use : `${use} of ${of.join(', ')}`;
  const delay = delayMs === undefined ? '' : `, after ${delayMs} ms`;
  const open = notSaid.length === 0 ? '' : `. NOT SAID in the catalog: ${notSaid.join(', ')}`;
  return commentText(`${name}: ${purpose}${delay}${open}`);
}

/** The topics that a broker takes, with what is said of the others. */
function usable(catalog: Catalog, broker: Broker, own: readonly Topic[]) {
  const diagnostics: Diagnostic[] = [];
  const metricNames = new Map<string, string>();
  const taken = own.filter((topic) => {
    const metricName = broker === 'kafka' ? kafkaMetricName(topic.name) : topic.name;
    const other = metricNames.get(metricName);
    const clash =
      other === undefined
        ? undefined
        : `differs from \`${other}\` only in \`.\` and \`_\`, which Kafka does not tell apart`;
    const problem = BROKERS[broker].problem(topic.name) ?? clash;
    if (problem === undefined) {
      metricNames.set(metricName, topic.name);
      return true;
    }
    const span = placeOf(catalog, topic);
    diagnostics.push(generateDiagnostic('topic-name-refused', span, { channel: topic.name, problem }));
    return false;
  });
  return { topics: taken, diagnostics };
}

/** Channels that nothing makes: their broker is not said, or none that there is a script for. */
function unprovisioned(catalog: Catalog, all: readonly Topic[]): readonly Diagnostic[] {
  const left = all.filter(({ broker = '' }) => !Object.hasOwn(BROKERS, broker) && broker !== 'memory');
  const brokers = [...new Set(left.map(({ broker = '' }) => broker))].sort(compareText);
  return brokers.flatMap((broker) => {
    const own = left.filter((topic) => (topic.broker ?? '') === broker);
    const [first] = own;
    if (first === undefined) return [];
    const channels = nameList(
      own.map(({ name }) => name),
      3,
    );
    return [generateDiagnostic('topics-not-made', placeOf(catalog, first), { broker, channels })];
  });
}

function placeOf(catalog: Catalog, { name, of }: Topic) {
  return (catalog.channels.get(name) ?? catalog.channels.get(of[0] ?? ''))?.nameSpan;
}

function readmeView(catalog: Catalog, all: readonly Topic[], brokers: readonly Broker[]): TemplateView {
  return {
    catalog: commentText(catalog.settings.catalog),
    rows: all.map(({ name, use, broker = '', notSaid }) => ({
      name: commentText(name),
      use: commentText(use),
      broker: commentText(broker),
      notSaid: notSaid.join(', '),
    })),
    kafka: brokers.includes('kafka'),
    nats: brokers.includes('nats'),
    rabbitmq: brokers.includes('rabbitmq'),
  };
}
