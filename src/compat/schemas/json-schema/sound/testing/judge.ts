import Ajv, { type ValidateFunction } from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import Ajv2020 from 'ajv/dist/2020.js';
import type { JsonValue } from '../../../../../model/index.js';

/** With all errors asked for, the keywords are judged each on its own; some versions slip where they are not. */
const OPTIONS = { strict: false, validateFormats: false, allErrors: true, logger: false } as const;

/** Whether a validator takes a value; undefined where it gives up, or is known to be wrong. */
export type Judge = (value: JsonValue) => boolean | undefined;

/** Values are given as a parser makes them: this validator tells objects with another prototype apart. */
function judgement(judge: ValidateFunction, value: JsonValue): boolean | undefined {
  try {
    return judge(JSON.parse(JSON.stringify(value))) === true;
  } catch {
    return undefined;
  }
}

/**
 * The other validator's judgement of values by a schema; undefined where it does not take the schema. In an empty array it
 * finds what `contains` looks for if the array before had it, so values with one are not judged then.
 */
export function judgeFor(dialect: 'draft-07' | '2019-09' | '2020-12', schema: JsonValue): Judge | undefined {
  const plain = dialect === 'draft-07' ? withoutSiblings(schema) : JSON.parse(JSON.stringify(schema));
  const slips = JSON.stringify(schema).includes('"contains"');
  try {
    const judge: ValidateFunction = ajvFor(dialect).compile(plain);
    return (value) => (slips && JSON.stringify(value).includes('[]') ? undefined : judgement(judge, value));
  } catch {
    return undefined;
  }
}

/** Beside a `$ref` nothing counts in draft 7, but this validator still looks at `type`. */
function withoutSiblings(schema: JsonValue): object {
  return JSON.parse(JSON.stringify(schema), (_, value) => {
    if (typeof value?.$ref === 'string') delete value.type;
    return value;
  });
}

function ajvFor(dialect: 'draft-07' | '2019-09' | '2020-12'): Pick<Ajv.default, 'compile'> {
  switch (dialect) {
    case 'draft-07':
      return new Ajv.default({ ...OPTIONS, ignoreKeywordsWithRef: true } as object);
    case '2019-09':
      return new Ajv2019.default(OPTIONS);
    case '2020-12':
      return new Ajv2020.default(OPTIONS);
  }
}
