import { parser as promql } from '@prometheus-io/lezer-promql';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import avsc from 'avsc';
import { load } from 'js-yaml';
import protobufjs from 'protobufjs';
import { parse } from 'yaml';
import { faultsOf } from '../../targets/asyncapi/testing/documents.js';
import { parsedBy } from '../../targets/protobuf/testing/generate-proto.js';
import type { Faults } from './read-code.js';
import { SENTINEL } from './texts.js';

type Files = ReadonlyMap<string, string>;

/** What `read` throws, as a fault. */
function thrown(read: () => Faults): Faults {
  try {
    return read();
  } catch (error) {
    return [error instanceof Error ? `${error.name}: ${error.message}` : String(error)];
  }
}

export function readJson(text: string): Faults {
  return thrown(() => (JSON.parse(text) === undefined ? ['nothing'] : []));
}

/** Two readers of YAML have to see the same. */
export function readYamlText(text: string): Faults {
  return thrown(() => {
    const one = JSON.stringify(parse(text));
    const other = JSON.stringify(load(text));
    return one === other ? [] : ['js-yaml and yaml read different things'];
  });
}

/** The official schema of AsyncAPI, and where references lead. */
export function readAsyncApi(text: string): Faults {
  return thrown(() => faultsOf(parse(text)));
}

export function readAvro(text: string): Faults {
  return thrown(() => {
    avsc.Type.forSchema(JSON.parse(text, withOwnSymbols), { logicalTypes: {} });
    return [];
  });
}

/** avsc looks symbols up in a plain object, so that it takes `constructor` for a duplicate of what every object has. */
function withOwnSymbols(key: string, value: unknown): unknown {
  if (key !== 'symbols' || !Array.isArray(value)) return value;
  return value.map((symbol: unknown) => (String(symbol) in Object.prototype ? `own_${symbol}` : symbol));
}

/** Every schema by itself, with every strictness that ajv has. */
export function readJsonSchema(text: string): Faults {
  return thrown(() => {
    const schema: Readonly<Record<string, unknown>> = JSON.parse(text);
    const settings = { strict: true, allErrors: true } as const;
    const ajv = String(schema['$schema']).includes('draft-07') ? new Ajv(settings) : new Ajv2020(settings);
    addFormats.default(ajv);
    ajv.addFormat('decimal', true);
    ajv.compile(schema);
    return [];
  });
}

/** All files of a package together; scopes as C++ has them, which protobufjs does not check. */
export function readProtobuf(files: Files): Faults {
  return thrown(() => scopeFaults(parsedBy(files)));
}

function scopeFaults(scope: protobufjs.NamespaceBase): Faults {
  const seen = new Set<string>();
  const faults: string[] = [];
  const claim = (name: string) => {
    if (seen.has(name)) faults.push(`${scope.fullName} has ${name} twice`);
    seen.add(name);
  };
  for (const nested of scope.nestedArray) {
    claim(nested.name);
    if (nested instanceof protobufjs.Enum) for (const value of Object.keys(nested.values)) claim(value);
    if (nested instanceof protobufjs.Namespace) faults.push(...scopeFaults(nested));
  }
  if (scope instanceof protobufjs.Type) {
    const json = scope.fieldsArray.map(({ name }) => jsonName(name));
    for (const [index, name] of json.entries())
      if (json.indexOf(name) < index) faults.push(`${scope.fullName}: JSON has ${name} twice`);
    for (const { name } of [...scope.fieldsArray, ...scope.oneofsArray]) claim(name);
  }
  return faults;
}

/** As protoc derives it. */
function jsonName(name: string): string {
  return name.replace(/_+(.)?/g, (_, next: string = '') => next.toUpperCase());
}

interface RuleFile {
  readonly groups?: readonly { readonly rules: readonly Rule[] }[];
}

interface Rule {
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Prometheus' grammar for expressions, and Go's for the templates in labels and annotations. */
export function readAlerts(text: string): Faults {
  return thrown(() => {
    const { groups = [] }: RuleFile = parse(text);
    const rules = groups.flatMap((group) => group.rules);
    const texts = rules.flatMap((rule) => [
      ...Object.values(rule.labels ?? {}),
      ...Object.values(rule.annotations ?? {}),
    ]);
    return [...rules.flatMap(({ expr }) => expressionFaults(expr)), ...texts.flatMap(templateFaults)];
  });
}

function expressionFaults(expr: string): Faults {
  const faults: string[] = [];
  promql.parse(expr).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) faults.push(`PromQL at ${from}: ${expr}`);
      if (type.name === 'Identifier' && expr.slice(from, to).includes(SENTINEL))
        faults.push(`a text is PromQL: ${expr}`);
    },
  });
  return faults;
}

const ACTION = /^\s*(?:"(?:[^"\\\n]|\\.)*"|\$value(?: \| \w+)*|\$labels\.\w+|[a-zA-Z]+ \$(?:value|labels\.\w+))\s*$/;

/** Go finds `{{` from the left, and what stands up to `}}` has to be one of ours; a string in it may hold brackets. */
function templateFaults(text: string): Faults {
  const faults: string[] = [];
  let at = text.indexOf('{{');
  while (at >= 0) {
    const found = /^\{\{((?:"(?:[^"\\\n]|\\.)*"|[^"])*?)\}\}/.exec(text.slice(at));
    const action = found?.[1];
    if (found === null || action === undefined || action.includes(SENTINEL) || !ACTION.test(action)) {
      return [...faults, `Go reads a template: ${text.slice(at)}`];
    }
    at = text.indexOf('{{', at + found[0].length);
  }
  return faults;
}
