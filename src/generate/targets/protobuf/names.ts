import { capital } from '../../../diagnostics/index.js';

/** `order_placed` of `OrderPlaced`, `http_sent` of `HTTPSent`, `dark_blue` of `dark-blue`: words as buf's lint finds them. */
export function snakeCase(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  const spaced = plain.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])/g, '_');
  return spaced.toLowerCase();
}

/** The name of a field for a name of the catalog: what has no letter or digit in it is `field`. */
export function protoFieldName(name: string): string {
  const snake = snakeCase(name);
  if (snake === '') return 'field';
  return /^[0-9]/.test(snake) ? `f${snake}` : snake;
}

/** The name of a message or an enum: `Name@1` is `NameV1`, and words begin with a capital. */
export function protoTypeName(id: string): string {
  const words = id.replace('@', 'V').split(/[^A-Za-z0-9]+/);
  const name = words.map(capital).join('');
  return /^[A-Z]/.test(name) ? name : `T${name}`;
}

/** What the values of an enum begin with. */
export function enumPrefix(enumName: string): string {
  return `${snakeCase(enumName).toUpperCase()}_`;
}

/** The name of an enum value, with the prefix of its enum: such names share the scope around the enum. */
export function enumValueName(enumName: string, value: string): string {
  const own = snakeCase(value).toUpperCase();
  return `${enumPrefix(enumName)}${own === '' ? 'VALUE' : own}`;
}

/** A dotted package name; parts that are no identifiers are made into some. */
export function protoPackage(text: string): string {
  const parts = text.split('.').map((part) => snakeCase(part));
  const sound = parts.filter((part) => part !== '').map((part) => (/^[0-9]/.test(part) ? `p${part}` : part));
  return sound.length === 0 ? 'catalog' : sound.join('.');
}

/** The name of a field in JSON where none is set, as Protobuf makes it. */
export function defaultJsonName(field: string): string {
  return field.replace(/_+([^_]?)/g, (_, next: string) => (/[a-z]/.test(next) ? next.toUpperCase() : next));
}

/** Two names that fold to one text are too near to each other: some compilers ignore case or underscores. */
export function folded(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** Names that are given in one scope. */
export class NameScope {
  readonly #owners = new Map<string, string>();

  /** Who has the name, or one that folds to the same. */
  ownerOf(name: string): string | undefined {
    return this.#owners.get(folded(name));
  }

  /** Notes a name that was given before, whatever stands near to it. */
  take(name: string, owner: string): void {
    this.#owners.set(folded(name), owner);
  }

  /** Gives the name, or the first of `name2`, `name3` (after `joint`) that is free. */
  claim(name: string, owner: string, joint = ''): string {
    let given = name;
    for (let count = 2; this.#owners.has(folded(given)); count++) given = `${name}${joint}${count}`;
    this.#owners.set(folded(given), owner);
    return given;
  }
}
