// The validators that are measured: each takes an event and says whether it is right.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { fullFormats } from 'ajv-formats/dist/formats.js';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'peers');
const AMOUNT = /^-?(?:0|[1-9][0-9]{0,9})(?:\.[0-9]{1,2})?$/;
const CURRENCY = /^[A-Z]{3}$/;
const STATES = ['pending', 'confirmed', 'cancelled'];

/** Those of the generated catalog: our code, and ajv at run time on the JSON Schema. */
export async function ownValidators(folder) {
  const { validateOrderPlaced } = await import(pathToFileURL(join(folder, 'validators', 'index.js')).href);
  const schema = JSON.parse(readFileSync(join(folder, 'json-schema', 'events', 'OrderPlaced.json'), 'utf8'));
  const ajv = addFormats.default(new Ajv2020());
  return [
    { name: 'sagac validators', validate: validateOrderPlaced },
    { name: 'ajv at run time', validate: ajv.compile(schema) },
  ];
}

/** The same checks by hand in other libraries, which are installed when they are first needed. */
export async function peerValidators() {
  if (!existsSync(join(FOLDER, 'node_modules'))) {
    const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
    execFileSync('npm', args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const { resolve } = createRequire(join(FOLDER, 'package.json'));
  const load = (name) => import(pathToFileURL(resolve(name)).href);
  return [await typebox(load), await zod(load), await valibot(load)];
}

async function typebox(load) {
  const [{ FormatRegistry, Type }, { TypeCompiler }] = await Promise.all([
    load('@sinclair/typebox'),
    load('@sinclair/typebox/compiler'),
  ]);
  FormatRegistry.Set('uuid', (text) => fullFormats.uuid.test(text));
  FormatRegistry.Set('date-time', fullFormats['date-time'].validate);
  const uuid = Type.String({ format: 'uuid' });
  const checked = TypeCompiler.Compile(
    Type.Object({
      orderId: uuid,
      customerId: uuid,
      total: Type.Object({
        amount: Type.String({ pattern: AMOUNT.source }),
        currency: Type.String({ pattern: CURRENCY.source }),
      }),
      status: Type.Union(STATES.map((state) => Type.Literal(state))),
      placedAt: Type.String({ format: 'date-time' }),
      quantity: Type.Integer({ minimum: 1, maximum: 2147483647 }),
      note: Type.Optional(Type.String({ maxLength: 280 })),
    }),
  );
  return { name: '@sinclair/typebox, compiled', validate: (value) => checked.Check(value) };
}

async function zod(load) {
  const { z } = await load('zod');
  const schema = z.object({
    orderId: z.guid(),
    customerId: z.guid(),
    total: z.object({ amount: z.string().regex(AMOUNT), currency: z.string().regex(CURRENCY) }),
    status: z.enum(STATES),
    placedAt: z.iso.datetime({ offset: true }),
    quantity: z.int32().min(1),
    note: z.string().max(280).optional(),
  });
  return { name: 'zod', validate: (value) => schema.safeParse(value).success };
}

async function valibot(load) {
  const v = await load('valibot');
  const guid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i));
  const schema = v.object({
    orderId: guid,
    customerId: guid,
    total: v.object({
      amount: v.pipe(v.string(), v.regex(AMOUNT)),
      currency: v.pipe(v.string(), v.regex(CURRENCY)),
    }),
    status: v.picklist(STATES),
    // Its own timestamps know no days of a month.
    placedAt: v.pipe(v.string(), v.check(fullFormats['date-time'].validate)),
    quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2147483647)),
    note: v.optional(v.pipe(v.string(), v.maxLength(280))),
  });
  return { name: 'valibot', validate: (value) => v.is(schema, value) };
}
