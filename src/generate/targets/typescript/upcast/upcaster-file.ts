import { compareText } from '../../../../diagnostics/index.js';
import { nameList } from '../../../../model/facts/name-list.js';
import type { MessageDef } from '../../../../model/index.js';
import type { OutputFile } from '../../../target.js';
import type { Template, TemplateView } from '../../../template.js';
import { commentText, docComment, objectKey, propertyKey, stringLiteral } from '../../../text.js';
import { type Family, majorOf } from '../families.js';
import { literalsOf, messageFolder } from '../message-file.js';
import type { MessageNames } from '../names.js';
import type { TypeStyle } from '../print-type.js';
import { printObject } from './convert-record.js';
import { access, type Derived, deriveFields } from './derive-fields.js';

/** Records that the code of one step makes at most. */
const MOST_RECORDS = 500;

interface Member {
  readonly message: MessageDef;
  readonly names: MessageNames;
}

interface Step {
  readonly from: Member;
  readonly to: Member;
  /** Nothing where the payload as a whole has to be given. */
  readonly derived?: readonly Derived[];
  readonly isSame: boolean;
}

/** The file of the upcasters of one message: a step from each major to the next, and the way from any to the newest. */
export function upcasterFile(style: TypeStyle, family: Family, template: Template): OutputFile {
  const members = family.flatMap((message): Member[] => {
    const names = style.names.messages.get(message.id);
    return names ? [{ message, names }] : [];
  });
  const newest = members.at(-1);
  const steps = members.slice(1).flatMap((to, index) => stepsBetween(style, members[index], to));
  const body = steps.map(stepView);
  const chain = chainView(members, steps);
  const view: TemplateView = {
    imports: importsOf(
      members,
      chain !== false,
      body.some((step) => makesIds(step.code)),
    ),
    steps: body,
    chain,
  };
  return { path: `upcasters/${newest?.names.file ?? ''}.ts`, text: template(view) };
}

function stepsBetween(style: TypeStyle, from: Member | undefined, to: Member): readonly Step[] {
  if (!from) return [];
  const [old, young] = [from.message.payload, to.message.payload];
  if (old.raw || young.raw) {
    return [{ from, to, isSame: young.raw !== undefined && JSON.stringify(old.raw) === JSON.stringify(young.raw) }];
  }
  const derived = deriveFields({ style, inside: new Set(), budget: { left: MOST_RECORDS } }, old.fields, young.fields);
  return [{ from, to, derived, isSame: false }];
}

/** Fields that somebody has to give. */
function missingOf({ derived = [] }: Step): readonly Derived[] {
  return derived.filter((entry) => entry.write === undefined);
}

function needsMore(step: Step): boolean {
  return step.derived ? missingOf(step).length > 0 : !step.isSame;
}

function stepView(step: Step): { readonly code: string } & TemplateView {
  const { from, to } = step;
  const more = needsMore(step) ? `, missing: ${from.names.missing}` : '';
  const isRead = step.isSame || step.derived?.some((entry) => entry.write && entry.source);
  return {
    from: { ...from.names },
    to: { ...to.names },
    doc: describeStep(step),
    missing: needsMore(step) ? missingFields(step) : '',
    parameters: `${isRead ? 'data' : '_data'}: ${from.names.data}${more}`,
    code: codeOf(step),
  };
}

function codeOf(step: Step): string {
  if (!step.derived) return step.isSame ? 'data' : 'missing.data';
  const given = step.derived.map((entry) => (entry.write ? entry : { ...entry, write: givenMember(entry) }));
  return printObject(given, 'data', '  ');
}

function givenMember({ field }: Derived): NonNullable<Derived['write']> {
  const value = access('missing', field.name);
  const member = `${objectKey(field.name)}: ${value}`;
  return () => [field.optional ? `...(${value} === undefined ? {} : { ${member} })` : member];
}

/** The members of the interface of what is missing; what may stay out has to be said to be `undefined`. */
function missingFields(step: Step): string {
  const { names } = step.to;
  if (!step.derived) return `  /** The payload follows in no part. */\n  readonly data: ${names.data};\n`;
  return missingOf(step)
    .map(({ field, why = '' }) => {
      const type = `${names.data}[${stringLiteral(field.name)}]${field.optional ? ' | undefined' : ''}`;
      return `${docComment([commentText(`Not derived: ${why}.`)], [], '  ')}  readonly ${propertyKey(field.name)}: ${type};\n`;
    })
    .join('');
}

function describeStep({ from, to, derived }: Step): string {
  const used = new Set(derived?.map((entry) => entry.source));
  const old = derived ? from.message.payload.fields : [];
  const gone = old.filter((field) => !used.has(field)).map((field) => field.name);
  const lines = [`The payload of \`${from.names.message}\` as that of \`${to.names.message}\`.`];
  if (gone.length > 0) lines.push(commentText(`Left behind: ${nameList(gone)}.`));
  return docComment(lines);
}

/** Whether there is a call of `uuid` in the code, its texts apart. */
function makesIds(code: string): boolean {
  return /\buuid\(''\)/.test(code.replace(/'(?:[^'\\]|\\.)*'/g, "''"));
}

/** None where two majors cannot be told apart on the wire. */
function chainView(members: readonly Member[], steps: readonly Step[]): TemplateView | false {
  const newest = members.at(-1);
  if (!newest || majorsAlike(members.map(({ message }) => message)).length > 0) return false;
  const key = (member: Member) => `v${majorOf(member.message)}`;
  return {
    names: { ...newest.names },
    union: members.map(({ names }) => names.message).join(' | '),
    missing: steps.filter(needsMore).map(({ from }) => ({
      key: key(from),
      data: from.names.data,
      type: from.names.missing,
    })),
    steps: steps.map((step) => ({
      guard: step.from.names.guard,
      upcast: step.from.names.upcast,
      ...literalsOf(step.to.message),
      missing: needsMore(step) ? `, missing.${key(step.from)}(current.data)` : '',
    })),
  };
}

/** The majors that look like an older one on the wire. */
export function majorsAlike(family: Family): readonly MessageDef[] {
  const marks = family.map((message) => `${message.wire ?? message.name} ${majorOf(message)}`);
  return family.filter((_, index) => marks.indexOf(marks[index] ?? '') < index);
}

function importsOf(members: readonly Member[], hasChain: boolean, usesUuid: boolean): readonly string[] {
  const newest = members.at(-1);
  const lines = members.map((member) => {
    const { file, message, data, guard } = member.names;
    const values = hasChain && member !== newest ? [guard] : [];
    const types = hasChain ? [message, data] : [data];
    const list = [...values, ...types.map((name) => `type ${name}`)].join(', ');
    const word = values.length === 0 ? `import type { ${types.join(', ')} }` : `import { ${list} }`;
    return `${word} from '../${messageFolder(member.message)}/${file}.js';`;
  });
  const envelope = hasChain ? ["import { withData } from '../envelope.js';"] : [];
  const scalars = usesUuid ? ["import { uuid } from '../scalars.js';"] : [];
  return [...envelope, ...scalars, ...lines.sort(compareText)];
}
