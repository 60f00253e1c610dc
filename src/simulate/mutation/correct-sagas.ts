import { CORRECT_MESSAGES } from './correct-messages.js';

/** Sagas of every shape that are right: no run of them may be called wrong. */
export const CORRECT_SAGAS = `${CORRECT_MESSAGES}
sagas:
  ThreeSteps:
    ${head()}
    deadline: 15m
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, undo: RefundPayment }
      - { do: ConfirmOrder, pivot: true }
${ends()}
  SixSteps:
    ${head()}
    deadline: 15m
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CheckCredit }
      - { do: CapturePayment, undo: { do: RefundPayment, retry: { attempts: 3 } } }
      - { do: BookShipment, undo: CancelShipment }
      - { do: ConfirmOrder, pivot: true }
      - { do: SendMail, optional: true }
${ends()}
  AllUndone:
    ${head()}
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: BookShipment, undo: CancelShipment }
      - { do: AddPoints, undo: RemovePoints }
${ends()}
  PivotInTheMiddle:
    ${head()}
    deadline: 15m
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, pivot: true }
      - { do: PrintLabel }
      - { do: HandOverParcel }
${ends()}
  Branches:
    ${head()}
    deadline: 15m
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - parallel:
          - { do: CapturePayment, undo: RefundPayment }
          - [{ do: BookShipment, undo: CancelShipment }, { do: AddPoints, undo: RemovePoints }]
      - { do: ConfirmOrder, pivot: true }
${ends()}
  Approval:
    ${head()}
    deadline: 3d
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - { await: OrderApproved, failure: [OrderRefused], timeout: 2d }
      - { do: CapturePayment, pivot: true }
${ends()}
  Delivery:
    ${head()}
    steps:
      - { do: CapturePayment, undo: RefundPayment }
      - { await: ParcelTaken, failure: [CustomerAbsent], timeout: 2d, early: drop, pivot: true }
      - { do: SendMail, optional: true }
${ends()}
  Pauses:
    ${head()}
    deadline: 2d
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - { wait: 1d, until: OrderHurried }
      - { do: CapturePayment, undo: RefundPayment }
      - { do: ConfirmOrder, pivot: true }
${ends()}
  Rounds:
    ${head()}
    deadline: 15m
    steps:
      - { do: CapturePayment, undo: RefundPayment }
      - { forEach: OrderPlaced.lines, as: line, steps: [{ do: PackLine, undo: UnpackLine }] }
      - { do: ConfirmOrder, pivot: true }
${ends()}
  RoundsSideBySide:
    ${head()}
    deadline: 15m
    steps:
      - { forEach: 2, parallel: true, steps: [{ do: PackLine, undo: UnpackLine }] }
      - { do: CapturePayment, pivot: true }
${ends()}
  AnotherCard:
    ${head()}
    deadline: 15m
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - do: CapturePayment
        undo: RefundPayment
        onFailure:
          PaymentDeclined: { steps: [{ do: AskForCard, noUndo: It only asks. }], then: retry }
          timeout: { then: retry }
      - { do: ConfirmOrder, pivot: true }
${ends()}
  LeftOut:
    ${head()}
    deadline: 15m
    steps:
      - { do: ReserveStock, undo: ReleaseStock, onFailure: { StockMissing: { steps: [{ do: SendMail, noUndo: It only tells. }], then: unwind } } }
      - { do: AddPoints, undo: RemovePoints, onFailure: { PointsRefused: { then: continue }, timeout: { then: skip } } }
      - { do: MoveGoods, undo: ReturnGoods, optional: true }
      - { do: ConfirmOrder, pivot: true }
      - { do: BookShipment, onFailure: { ShipmentRefused: { steps: [{ do: AskForCard }], then: continue } } }
${ends()}
  AskedAfter:
    ${head()}
    deadline: 15m
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, check: LookUpPayment, pivot: true }
      - { do: HandOverParcel }
${ends()}
  Rejecting:
    ${head()}
    deadline: 15m
    steps:
      - { undo: RejectOrder }
      - { do: CheckCredit }
      - { do: SendMail, name: TellStock, noUndo: A mail cannot be called back. }
      - { wait: 10m }
      - { do: CapturePayment, pivot: true }
${ends('OrderRejected')}
  Guarded:
    ${head()}
    deadline: 15m
    ids: [invoiceId]
    hears: [GiftWished]
    cancelOn: [OrderWithdrawn]
    steps:
      - { do: WriteInvoice, undo: VoidInvoice }
      - { do: ReserveStock, undo: ReleaseStock, when: "OrderPlaced.total > 10" }
      - { do: AddPoints, undo: RemovePoints, when: GiftWished }
      - { do: BookShipment, undo: CancelShipment, when: "has(seen.StockReserved) && StockReserved.shelf > 0" }
      - { do: ConfirmOrder, pivot: true }
${ends()}
  Uncertain:
    ${head()}
    deadline: 15m
    steps:
      - { do: PrintLabel, undo: VoidLabel }
      - { do: MoveGoods, undo: ReturnGoods }
      - { do: ConfirmOrder, pivot: true }
${ends()}
  Nesting:
    ${head()}
    deadline: 5d
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: DeliverOrder, undo: RecallDelivery }
      - { do: ConfirmOrder, pivot: true }
${ends()}
  Nested:
    ${head('shipping', 'DeliverOrder')}
    deadline: 1d
    steps:
      - { do: BookShipment, undo: CancelShipment }
      - { do: HandOverParcel, pivot: true }
    complete: OrderDelivered
    abort: DeliveryFailed
    stuck: { alert: team-shipping }
`;

function head(service = 'order', start = 'OrderPlaced'): string {
  return `version: 1.0.0
    service: ${service}
    start: ${start}
    correlation: orderId`;
}

function ends(abort = 'OrderCancelled'): string {
  return `    complete: OrderConfirmed
    abort: ${abort}
    stuck: { alert: team-checkout }`;
}
