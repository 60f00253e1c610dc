import { posix } from 'node:path';
import { subfolderOf } from '../../shared/subfolder.js';
import type { TargetContext } from '../../target.js';
import type { TemplateView } from '../../template.js';
import { objectKey, stringLiteral } from '../../text.js';
import { namesOf } from '../sagas/json-style.js';
import { messageFolder } from '../typescript/message-file.js';
import type { TypeStyle } from '../typescript/print-type.js';
import { exportsOf } from '../validators/check-files.js';
import type { ServicePlan } from './service-plan.js';

/** The way from the folder of a service to what the target `validators` makes; undefined where the settings do not list it. */
export function validatorsFolder(context: TargetContext): string | undefined {
  const { catalog, options } = context;
  const { generate } = catalog.settings;
  const own = generate.find((entry) => entry.target === 'producers' && entry.options === options);
  const validators = generate.find((entry) => entry.target === 'validators');
  return own && validators && posix.relative(posix.join(own.out, 'service', subfolderOf(context)), validators.out);
}

/** What `validation.ts` is filled with: the validator of each message that the service publishes. */
export function validationView(style: TypeStyle, { events, commands }: ServicePlan, folder: string): TemplateView {
  return {
    messages: [...events, ...commands].map(({ message }) => {
      const { file } = namesOf(style, message.id);
      return {
        key: objectKey(message.id),
        errors: exportsOf(style.names, message.id).errors,
        path: stringLiteral(`${folder}/${messageFolder(message)}/${file}.js`),
      };
    }),
  };
}
