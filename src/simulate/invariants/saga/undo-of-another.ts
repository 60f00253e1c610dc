import type { DoStepDefinition, UndoDefinition } from '../../../runtime/saga/definition.js';
import { checkoutExample } from './examples.js';
import type { SagaInvariant } from './saga-invariant.js';

/** Each step has an undo of its own. */
export const undoOfAnother: SagaInvariant = {
  id: 'undo-of-another',
  about: 'sagas',
  severity: 'warning',
  since: '0.1.0',
  summary: 'No step is undone by what undoes a step of another service.',
  why: `
\`ReleaseStock\` is copied, the step above it changes, and the undo is forgotten: the saga looks complete, and nothing gives the money back.
A participant undoes what it has done itself; what another service did it does not know.
`,
  examples: {
    bad: checkoutExample(steps('ReleaseStock')),
    good: checkoutExample(steps('RefundPayment')),
  },
  checkWhole({ setting }) {
    const undone = [...setting.plan.steps.values()].filter(
      (step): step is Undone => step.kind === 'do' && step.undo !== undefined,
    );
    return undone.flatMap((step) => {
      const { command, service } = step.undo.call;
      const owner = undone.find(({ call, undo }) => undo.call.command === command && call.service === service);
      if (owner === undefined || step.call.service === service) return [];
      const message = `\`${command}\` of \`${service}\` is the undo of \`${owner.name}\`, and of \`${step.name}\`, which \`${step.call.service}\` does.`;
      return [{ about: step.name, message, help: 'Name the command that takes this step back.' }];
    });
  },
};

type Undone = DoStepDefinition & { readonly undo: UndoDefinition };

function steps(undo: string): string {
  return `
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, undo: ${undo} }`;
}
