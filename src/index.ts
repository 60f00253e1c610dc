/** The compiler as a library: read, check and generate a catalog in any host, and what custom rules and targets are written with. */
export type { Diagnostic, Fix, Label, Position, Severity, Span, TextEdit } from './diagnostics/index.js';
export { createLineMap, type LineMap } from './diagnostics/index.js';
export {
  addToMap,
  appendToList,
  type Edits,
  insertEntriesAfter,
  insertEntriesFirst,
  joinEdits,
  printFlow,
  printScalar,
  setValue,
} from './edit/index.js';
export type { GeneratedTarget } from './generate/run-entries.js';
export type { OutputFile, Target, TargetContext, TargetResult } from './generate/target.js';
export { type FileKind, type GitAnswer, type Host, HostError } from './host.js';
export { findCatalog } from './language/find-catalog.js';
export { entryOf, keySpan, type Node, nodeAt, toValue } from './language/node.js';
export type { Finding, OptionValues, Rule, RuleContext, RuleGroup } from './lint/rule.js';
export { createMemoryHost, type MemoryHost, type MemoryHostOptions } from './memory-host.js';
export * from './model/graph.js';
export type * from './model/index.js';
export { messageById } from './model/index.js';
export { createNodeHost } from './node-host.js';
export {
  type CheckedCatalog,
  type CheckOptions,
  checkCatalog,
  type GeneratedCatalog,
  type GenerateOptions,
  generateCatalog,
} from './pipeline.js';
