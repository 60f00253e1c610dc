import Ajv, { type ValidateFunction } from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import Ajv2020 from 'ajv/dist/2020.js';
import type { JsonValue } from '../../model/index.js';

const OPTIONS = { strict: false, validateFormats: false, allErrors: true, logger: false } as const;

/** Validators cost more to make than schemas to compile, so there is one for each dialect. */
const AJV = {
  'draft-07': new Ajv.default({ ...OPTIONS, ignoreKeywordsWithRef: true } as object),
  '2019-09': new Ajv2019.default(OPTIONS),
  '2020-12': new Ajv2020.default(OPTIONS),
};

/** Whether ajv takes a value; undefined where it gives up, or is known to be wrong. */
export type Judge = (value: JsonValue) => boolean | undefined;

/** The judgement of a schema without an address of its own; undefined where ajv does not take the schema. */
export function judgeFor(dialect: keyof typeof AJV, schema: JsonValue): Judge | undefined {
  const plain = JSON.parse(JSON.stringify(schema), (_key, value) => {
    // Beside a `$ref` nothing counts in draft 7, but ajv still looks at `type`.
    if (dialect === 'draft-07' && typeof value?.$ref === 'string') delete value.type;
    return value;
  });
  if (typeof plain === 'object') delete plain.$id;
  // In an empty array it finds what `contains` looks for if the array before had it.
  const slips = JSON.stringify(schema).includes('"contains"');
  try {
    const validate: ValidateFunction = AJV[dialect].compile(plain);
    AJV[dialect].removeSchema(plain);
    return (value) => {
      const text = JSON.stringify(value);
      if (slips && text.includes('[]')) return undefined;
      try {
        return validate(JSON.parse(text)) === true;
      } catch {
        return undefined;
      }
    };
  } catch {
    return undefined;
  }
}
