import { AvroSchemaParser } from '@asyncapi/avro-schema-parser';
import { type AsyncAPIDocumentInterface, Parser } from '@asyncapi/parser';
import { Spectral, Document as SpectralDocument } from '@stoplight/spectral-core';
import { Json as JsonReader, Yaml as YamlReader } from '@stoplight/spectral-parsers';
import { asyncapi as ruleset } from '@stoplight/spectral-rulesets';

/** What the official parser and Spectral's rules for AsyncAPI say of a document; empty when they are silent. */
export interface Judges {
  parse(text: string): Promise<Parsed>;
  lint(text: string, format?: 'yaml' | 'json'): Promise<readonly string[]>;
}

/** What the parser made of a document. */
export interface Parsed {
  readonly messages: readonly string[];
  readonly document: AsyncAPIDocumentInterface | undefined;
}

/** Loads both, which takes a second or two. */
export function openJudges(): Judges {
  const parser = new Parser();
  parser.registerSchemaParser(AvroSchemaParser());
  const spectral = new Spectral();
  spectral.setRuleset({ extends: [[ruleset as never, 'recommended']] } as never);
  return {
    parse: async (text) => {
      const { diagnostics, document } = await parser.parse(text);
      return { messages: diagnostics.map(told), document };
    },
    lint: async (text, format = 'yaml') => {
      const found =
        format === 'json'
          ? await spectral.run(new SpectralDocument(text, JsonReader, 'asyncapi.json'))
          : await spectral.run(new SpectralDocument(text, YamlReader, 'asyncapi.yaml'));
      return found.map(told);
    },
  };
}

function told({ code, message, path }: { code: string | number; message: string; path: (string | number)[] }): string {
  return `${code} at ${path.join('.')}: ${message}`;
}
