import type { LockReserved } from './lock.js';

/** A file as it is printed; all names are settled, all comments are plain text. */
export interface ProtoFile {
  readonly package: string;
  /** Sorted paths. */
  readonly imports: readonly string[];
  readonly fileOptions: Readonly<Record<string, string | boolean>>;
  readonly definitions: readonly (ProtoMessage | ProtoEnum)[];
}

export interface ProtoMessage {
  readonly kind: 'message';
  readonly name: string;
  readonly notes: readonly string[];
  readonly deprecated: boolean;
  readonly fields: readonly ProtoField[];
  readonly nested: readonly (ProtoMessage | ProtoEnum)[];
  readonly reserved: readonly LockReserved[];
}

export interface ProtoField {
  readonly name: string;
  readonly number: number;
  /** With `repeated` or `optional` in front. */
  readonly type: string;
  readonly jsonName?: string;
  readonly deprecated: boolean;
  readonly notes: readonly string[];
  readonly oneof?: string;
}

export interface ProtoEnum {
  readonly kind: 'enum';
  readonly name: string;
  readonly notes: readonly string[];
  readonly deprecated: boolean;
  readonly values: readonly { readonly name: string; readonly number: number; readonly notes: readonly string[] }[];
  readonly reserved: readonly LockReserved[];
}
