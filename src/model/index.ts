export * from './catalog.js';
export * from './element.js';
export * from './message.js';
export * from './saga.js';
export * from './settings.js';
export * from './topology.js';
export * from './type.js';
