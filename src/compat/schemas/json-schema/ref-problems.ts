import { under } from '../json.js';
import type { SchemaProblem } from '../schema-problem.js';
import { hasScheme } from './addresses.js';
import type { Reference } from './resources.js';

/** A reference to a file or an address that is not at hand. */
export function deadFile(reference: Reference, path: string): SchemaProblem {
  if (hasScheme(path)) {
    return {
      place: placeOf(reference),
      message: `\`${reference.keyword}\` leads to \`${reference.ref}\`, and none of the files has that \`$id\`; the network is not asked.`,
      help: 'Put a copy of that schema beside this one and refer to it by its path, or by the `$id` in it.',
    };
  }
  return {
    place: placeOf(reference),
    message: `\`${reference.keyword}\` leads to \`${reference.ref}\`, and there is no such file in the folder.`,
    help: 'Correct the path, which starts from the folder of the file in which the reference stands.',
  };
}

/** A reference to a place that its file does not have. */
export function deadRef(reference: Reference, file: string): SchemaProblem {
  return {
    place: placeOf(reference),
    message: `\`${reference.keyword}\` leads to \`${reference.ref}\`, and \`${file}\` has no schema there.`,
    help: 'Correct the part behind `#`, or add the schema that is meant.',
  };
}

/** A reference whose target cannot be told without data. */
export function openDynamicRef(reference: Reference): SchemaProblem {
  return {
    place: placeOf(reference),
    message: `\`${reference.keyword}\` to \`${reference.ref}\` may lead to several schemas, and which one depends on the data.`,
    help: 'Use `$ref`, or give the main schema the anchor that is meant.',
  };
}

function placeOf({ from, keyword }: Reference): SchemaProblem['place'] {
  return { file: from.place.file, pointer: under(from.place.pointer, keyword) };
}
