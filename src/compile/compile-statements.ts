import type { Outcome, Span } from '../diagnostics/index.js';
import { memoisedFor } from '../model/graph.js';
import type { Catalog, FlowDef, SagaDef, Statement, StatementKind } from '../model/index.js';
import { checkStatement, type StatementContext } from './check-statement.js';
import { statementEnvironment } from './guard-environment.js';
import { messageShapes } from './message-shape.js';
import { statementNames } from './statement-names.js';
import { statementToCel } from './statement-to-cel.js';

/** A statement that can be asked of what has happened. */
export interface CompiledStatement {
  readonly kind: StatementKind;
  /** As it was written. */
  readonly text: string;
  readonly because?: string;
  /** Over the messages that have come, `seen`, and `happened`: a map with each command and event that has happened. */
  readonly cel: string;
  readonly span: Span;
}

type Compiled = Outcome<readonly CompiledStatement[]>;

/**
 * Parses and type-checks what a saga or flow says of its runs; what cannot be understood is left out, and reported. The pipeline,
 * the compiler of sagas and the simulation ask for the same ones.
 */
export const compileStatements = memoisedFor(compileAll);

function compileAll(catalog: Catalog, process: SagaDef | FlowDef): Compiled {
  if (process.statements.length === 0) return { value: [], diagnostics: [] };
  const names = statementNames(catalog, process);
  const environment = statementEnvironment(messageShapes(catalog, [...names.seen]));
  const context: StatementContext = { catalog, process, names, environment };
  const made = process.statements.map((statement) => compileStatement(context, statement));
  return { value: made.flatMap(({ value }) => value), diagnostics: made.flatMap(({ diagnostics }) => diagnostics) };
}

function compileStatement(context: StatementContext, statement: Statement): Compiled {
  const translated = statementToCel(statement.text, context.names.happened);
  const diagnostics = checkStatement(context, statement, translated);
  return { value: diagnostics.length > 0 ? [] : [{ ...statement, cel: translated.cel }], diagnostics };
}
