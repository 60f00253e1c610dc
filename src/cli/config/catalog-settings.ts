import { join } from 'node:path';
import type { Span } from '../../diagnostics/index.js';
import type { Host } from '../../host.js';
import { keySpan, type Node } from '../../language/node.js';
import { parseYaml } from '../../language/yaml.js';
import type { JsonValue, Settings } from '../../model/index.js';
import { readText } from '../../read-catalog.js';

/** A setting that is not about lint rules; `span` where `sagac.yaml` says it. */
export interface SettingEntry {
  readonly key: string;
  readonly value: JsonValue;
  readonly span: Span | undefined;
}

/** The settings of a catalog as they count, those that nobody sets included. */
export function catalogSettings(host: Host, root: string, settings: Settings): readonly SettingEntry[] {
  const { commandDefaults, channelDefaults, compat, scale } = settings;
  const { attempts, backoff, delayMs, maxDelayMs, jitter, withinMs } = commandDefaults.retry;
  const values: readonly (readonly [string, JsonValue | undefined])[] = [
    ['envelope', settings.envelope],
    ['defaults.command.timeout', commandDefaults.timeout?.text],
    ['defaults.command.retry.attempts', attempts],
    ['defaults.command.retry.backoff', backoff],
    ['defaults.command.retry.delay', `${delayMs}ms`],
    ['defaults.command.retry.maxDelay', `${maxDelayMs}ms`],
    ['defaults.command.retry.jitter', jitter],
    ['defaults.command.retry.within', withinMs === undefined ? undefined : `${withinMs}ms`],
    ['defaults.channel.broker', channelDefaults.broker],
    ['defaults.channel.partitions', channelDefaults.partitions],
    ['defaults.channel.retention', channelDefaults.retention?.text],
    ['defaults.channel.retryDelays', channelDefaults.retryDelays.map(({ text }) => text)],
    ['scale.eventsPerDay', scale?.eventsPerDay],
    ['scale.peakPerSecond', scale?.peakPerSecond],
    ['scale.developers', scale?.developers],
    ['compat.mode', compat.mode],
    ['compat.encodings', compat.encodings],
    ['compat.jsonSchema', compat.jsonSchema],
    ['compat.against', compat.against],
  ];
  const document = treeOf(host, root, settings.file);
  const { ignoreReasons, ignoreReasonsSpan } = settings.lint;
  return [
    ...values.map(([key, value]) => ({ key, value: value ?? null, span: keySpan(document, ...key.split('.')) })),
    { key: 'lint.ignoreReasons', value: ignoreReasons, span: ignoreReasonsSpan },
  ];
}

function treeOf(host: Host, root: string, file: string): Node | undefined {
  const text = readText(host, join(root, file));
  return text === undefined ? undefined : parseYaml(file, text).value;
}
