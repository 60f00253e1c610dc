export { addDefinition, insertDefinitionAfter, SECTION_OF } from './definition-edits.js';
export { type Comment, findComments } from './find-comments.js';
export type { Texts } from './layout.js';
export { appendToList } from './list-edits.js';
export { addToMap, type Edits, insertEntriesAfter, insertEntriesFirst, joinEdits, setValue } from './map-edits.js';
export { type JsonMap, printFlow, printScalar } from './print-yaml.js';
