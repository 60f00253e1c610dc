/** The compiler as a library: read, check and generate a catalog in any host. */
export type { Diagnostic, Fix, Label, Position, Severity, Span, TextEdit } from './diagnostics/index.js';
export { createLineMap, type LineMap } from './diagnostics/index.js';
export type { GeneratedTarget } from './generate/run.js';
export type { OutputFile } from './generate/target.js';
export { type FileKind, type Host, HostError } from './host.js';
export { findCatalog } from './language/find-catalog.js';
export type { Rule } from './lint/rule.js';
export { createMemoryHost, type MemoryHost, type MemoryHostOptions } from './memory-host.js';
export type * from './model/index.js';
export { createNodeHost } from './node-host.js';
export {
  type CheckedCatalog,
  type CheckOptions,
  checkCatalog,
  type GeneratedCatalog,
  type GenerateOptions,
  generateCatalog,
} from './pipeline.js';
