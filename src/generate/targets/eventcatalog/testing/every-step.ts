/** A saga with every form of a step, and texts that are dangerous in MDX, YAML and HTML. */
export const EVERY_STEP: Readonly<Record<string, string>> = {
  'sagac.yaml':
    'catalog: every-step\ndefaults: { command: { timeout: 10s, retry: { attempts: 2 } }, channel: { broker: kafka, retention: 7d, retryDelays: [1m] } }\n',
  'services.yaml': `
services:
  desk: { owner: "Team <Desk> {{ $x }}", domain: "Front & Back", outbox: { keep: 3d }, inbox: { window: 8d }, runbook: "https://wiki.example.com/desk" }
  store: { domain: warehouse, outbox: true }
  bank: { external: true, owner: team-money }
`,
  'messages.yaml': `
channels:
  desk.events: { key: id, peakPerSecond: 20, deadLetter: { channel: desk.dead, owner: team-desk, alertAfter: 3 } }
  quiet: { deadLetter: false, retention: 1d }
events:
  Asked: { version: 1.0.0, producer: desk, consumers: [{ service: store, uses: [id], group: readers, perSecond: 5 }], channel: desk.events, payload: { id: uuid, parts: list<string>, shownOn: date }, docs: "Uses \`map<string>\` and <b>{bold}</b>.\\n\\nimport x from 'y'\\n\\n\`\`\`ts\\nconst a = {};\\n\`\`\`" }
  Approved: { version: 1.0.0, producer: store, channel: desk.events, payload: { id: uuid } }
  Refused: { version: 1.0.0, producer: store, channel: desk.events, failureOf: Approved, payload: { id: uuid, reason: enum(a|b) } }
  Withdrawn: { version: 1.0.0, producer: desk, channel: desk.events, payload: { id: uuid } }
  PartMade: { version: 1.0.0, producer: store, payload: { id: uuid } }
  PartBroken: { version: 1.0.0, producer: store, effect: unknown, payload: { id: uuid } }
  PartScrapped: { version: 1.0.0, producer: store, payload: { id: uuid } }
  Paid: { version: 1.0.0, producer: bank, payload: { id: uuid } }
  PaymentRefused: { version: 1.0.0, producer: bank, retryable: true, payload: { id: uuid } }
  NotPaid: { version: 1.0.0, producer: bank, payload: { id: uuid } }
  Repaid: { version: 1.0.0, producer: bank, payload: { id: uuid } }
  Told: { version: 1.0.0, producer: desk, payload: { id: uuid } }
  NotTold: { version: 1.0.0, producer: desk, payload: { id: uuid } }
  Done: { version: 1.0.0, producer: desk, consumers: [store], channel: desk.events, payload: { id: uuid } }
  Failed: { version: 1.0.0, producer: desk, channel: desk.events, failureOf: Done, payload: { id: uuid } }
  Finished: { version: 1.0.0, producer: store, channel: quiet, payload: { id: uuid } }
commands:
  MakePart: { version: 1.0.0, handler: store, payload: { id: uuid, part: string }, success: PartMade, failure: [PartBroken] }
  ScrapPart: { version: 1.0.0, handler: store, payload: { id: uuid }, success: PartScrapped, cannotFail: It deletes. }
  Pay: { version: 1.0.0, handler: bank, payload: { id: uuid }, success: Paid, failure: [PaymentRefused] }
  LookUp: { version: 1.0.0, handler: bank, effect: none, payload: { id: uuid }, success: Paid, failure: [NotPaid] }
  Repay: { version: 1.0.0, handler: bank, payload: { id: uuid }, success: Repaid, cannotFail: yes }
  Tell: { version: 1.0.0, handler: desk, payload: { id: uuid }, success: Told, failure: [NotTold] }
`,
  'saga.yaml': `
sagas:
  Work:
    version: 1.0.0
    summary: "Brings <work> from {asked} to done. --> */"
    service: desk
    start: Asked
    correlation: id
    deadline: 90d
    cancelOn: [Withdrawn]
    steps:
      - forEach: Asked.parts
        as: part
        steps: [{ do: MakePart, with: { part: part }, undo: ScrapPart, when: "part != ''" }]
      - { await: Approved, failure: [Refused], timeout: 14d }
      - do: Pay
        check: LookUp
        undo: Repay
        onFailure: { PaymentRefused: { steps: [{ do: Tell, name: TellPayer, noUndo: It only tells. }, { wait: 2d }], then: retry, rounds: 3 } }
      - parallel: [{ do: Tell, optional: true }, [{ do: Tell, name: TellAgain, noUndo: It only tells. }]]
      - { do: Tell, name: Close, pivot: true }
      - { wait: Asked.shownOn + 1d }
      - { do: Tell, name: Ask }
    complete: Done
    abort: Failed
    stuck: { alert: team-desk, runbook: docs/work.md }
flows:
  Work:
    reactions: [{ on: Done, by: store, emits: Finished, after: 2h, needs: [Asked], onMissing: park }]
`,
};
