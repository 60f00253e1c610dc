import { memoised } from '../../model/graph.js';
import { byText } from '../lexicon/by-text.js';
import { counterpartFinder } from '../lexicon/counterpart.js';
import { type EventTense, eventTense } from '../lexicon/event-tense.js';
import { failureNamesOfCommand, failureNamesOfEvent } from '../lexicon/failure-name.js';
import { type Fallibility, fallibilityOf } from '../lexicon/fallibility.js';
import { type FailureName, findFailure } from '../lexicon/find-failure.js';
import { type CommandMood, commandMood } from '../lexicon/imperative.js';
import { type EventName, isPastAt, parseEventName } from '../lexicon/message-name.js';
import { dictionaryWith } from '../lexicon/own-dictionary.js';
import { splitWords } from '../lexicon/split-words.js';
import { isVerb, verbsOfNoun } from '../lexicon/verbs.js';
import { ownWords } from './own-words.js';

/** What names mean in one catalog: the functions of `lexicon/`, with the words that its settings add. */
export interface Lexicon {
  /** The words of any name, in lower case. */
  readonly wordsOf: (name: string) => readonly string[];
  readonly eventTense: (name: string) => EventTense;
  readonly commandMood: (name: string) => CommandMood | undefined;
  readonly fallibilityOf: (name: string) => Fallibility;
  readonly findFailure: (name: string) => FailureName | undefined;
  readonly parseEventName: (name: string) => EventName;
  readonly isVerb: (word: string) => boolean;
  readonly isPastAt: (words: readonly string[], index: number) => boolean;
  readonly verbsOfNoun: (noun: string) => readonly string[];
  readonly counterpartFinder: (names: readonly string[], rivals?: readonly string[]) => (success: string) => boolean;
  readonly failureNamesOfEvent: (success: string) => readonly string[];
  readonly failureNamesOfCommand: (command: string) => readonly string[];
}

/** The lexicon of a catalog. Several rules ask the same of a name: each answer is worked out once. */
export const lexiconOf = memoised((catalog): Lexicon => {
  // Of its own, so that what is remembered of words goes when the catalog goes.
  const known = {
    ...dictionaryWith({
      verbs: ownWords(catalog, 'verbs'),
      fallible: ownWords(catalog, 'fallible'),
      certain: ownWords(catalog, 'certain'),
      failures: ownWords(catalog, 'failures'),
    }),
  };
  const reading = {
    findFailure: byText((name) => findFailure(name, known)),
    parseEventName: byText((name) => parseEventName(name, known)),
  };
  return {
    ...reading,
    wordsOf: byText(splitWords),
    eventTense: byText((name) => eventTense(name, known)),
    commandMood: (name) => commandMood(name, known),
    fallibilityOf: byText((name) => fallibilityOf(name, known)),
    isVerb: (word) => isVerb(word, known),
    isPastAt: (all, index) => isPastAt(all, index, known),
    verbsOfNoun: (noun) => verbsOfNoun(noun, known),
    counterpartFinder: (names, rivals) => counterpartFinder(names, rivals, known, reading),
    failureNamesOfEvent: (success) => failureNamesOfEvent(success, known),
    failureNamesOfCommand: (command) => failureNamesOfCommand(command, known),
  };
});
