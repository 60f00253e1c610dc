import type { ASTNode } from '@marcbachmann/cel-js';

/** A part of a condition that is asked as a whole, and what it has to be. */
export interface GuardTest {
  readonly node: ASTNode;
  readonly holds: boolean;
}

/** So many ways are looked at; a condition with more is taken to hold in some. */
const MOST_WAYS = 64;

/**
 * The ways in which a condition holds: it does if all tests of one of them come out as said. Without ways it is always
 * false; undefined where there are too many to look at.
 */
export function waysToHold(condition: ASTNode): readonly (readonly GuardTest[])[] | undefined {
  const ways = waysOf(condition, true);
  return ways.length > MOST_WAYS ? undefined : ways;
}

type Ways = readonly (readonly GuardTest[])[];

function waysOf(node: ASTNode, holds: boolean): Ways {
  switch (node.op) {
    case '!_':
      return waysOf(node.args, !holds);
    case '&&':
      return holds ? both(waysOf(node.args[0], true), waysOf(node.args[1], true)) : either(node.args, false);
    case '||':
      return holds ? either(node.args, true) : both(waysOf(node.args[0], false), waysOf(node.args[1], false));
    case '?:': {
      const [asked, yes, no] = node.args;
      return [...both(waysOf(asked, true), waysOf(yes, holds)), ...both(waysOf(asked, false), waysOf(no, holds))];
    }
    case 'value':
      return node.args === !holds ? [] : [[]];
    default:
      return [[{ node, holds }]];
  }
}

function either([one, other]: readonly [ASTNode, ASTNode], holds: boolean): Ways {
  return [...waysOf(one, holds), ...waysOf(other, holds)];
}

/** Cut off as soon as it is too many: what is not looked at is never called impossible. */
function both(one: Ways, other: Ways): Ways {
  const ways: (readonly GuardTest[])[] = [];
  for (const first of one) {
    for (const second of other) {
      if (ways.length > MOST_WAYS) return ways;
      ways.push([...first, ...second]);
    }
  }
  return ways;
}
