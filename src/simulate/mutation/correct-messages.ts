/** Settings of the correct sagas: two attempts a command, so that silence comes to its end soon. */
export const CORRECT_SETTINGS = `
catalog: correct
defaults: { command: { timeout: 30s, retry: { attempts: 2, delay: 1s } } }
`;

/** Services, events and commands that the correct sagas are made of. */
export const CORRECT_MESSAGES = `
services:
  order:     { owner: team-checkout, store: postgres, outbox: true, inbox: true }
  inventory: { owner: team-stock,    store: postgres, outbox: true, inbox: true }
  payment:   { owner: team-payments, store: postgres, outbox: true, inbox: true }
  shipping:  { owner: team-shipping, store: postgres, outbox: true, inbox: true }
  loyalty:   { owner: team-loyalty,  store: postgres, outbox: true, inbox: true }
  mail:      { owner: team-crm,      store: postgres, outbox: true, inbox: true }
  bank:      { external: true }
types:
  Line: { fields: { sku: string, quantity: { type: int, min: 1 } } }
events:
  OrderPlaced:       { version: 1.0.0, producer: order, payload: { orderId: uuid, total: decimal(10.2), lines: list<Line>, note: string? } }
  OrderConfirmed:    { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  OrderCancelled:    { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  OrderRejected:     { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  OrderApproved:     { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  OrderRefused:      { version: 1.0.0, producer: order, failureOf: OrderApproved, payload: { orderId: uuid } }
  OrderHurried:      { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  OrderWithdrawn:    { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  GiftWished:        { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  ParcelTaken:       { version: 1.0.0, producer: shipping, payload: { orderId: uuid } }
  CustomerAbsent:    { version: 1.0.0, producer: shipping, failureOf: ParcelTaken, payload: { orderId: uuid } }
  StockReserved:     { version: 1.0.0, producer: inventory, payload: { orderId: uuid, shelf: int } }
  StockMissing:      { version: 1.0.0, producer: inventory, failureOf: StockReserved, payload: { orderId: uuid } }
  StockReleased:     { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  StockHeldBack:     { version: 1.0.0, producer: inventory, failureOf: StockReleased, payload: { orderId: uuid } }
  LinePacked:        { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  LineBroken:        { version: 1.0.0, producer: inventory, failureOf: LinePacked, payload: { orderId: uuid } }
  LineUnpacked:      { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  GoodsMoved:        { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  GoodsDropped:      { version: 1.0.0, producer: inventory, failureOf: GoodsMoved, effect: unknown, payload: { orderId: uuid } }
  GoodsReturned:     { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  CreditChecked:     { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  CreditRefused:     { version: 1.0.0, producer: payment, failureOf: CreditChecked, payload: { orderId: uuid } }
  PaymentCaptured:   { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentDeclined:   { version: 1.0.0, producer: payment, failureOf: PaymentCaptured, payload: { orderId: uuid } }
  PaymentNotFound:   { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentRefunded:   { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  RefundRefused:     { version: 1.0.0, producer: payment, failureOf: PaymentRefunded, payload: { orderId: uuid } }
  InvoiceWritten:    { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  InvoiceVoided:     { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  ShipmentBooked:    { version: 1.0.0, producer: shipping, payload: { orderId: uuid } }
  ShipmentRefused:   { version: 1.0.0, producer: shipping, failureOf: ShipmentBooked, payload: { orderId: uuid } }
  ShipmentCancelled: { version: 1.0.0, producer: shipping, payload: { orderId: uuid } }
  LabelPrinted:      { version: 1.0.0, producer: shipping, payload: { orderId: uuid } }
  PrinterBusy:       { version: 1.0.0, producer: shipping, failureOf: LabelPrinted, retryable: true, payload: { orderId: uuid } }
  LabelVoided:       { version: 1.0.0, producer: shipping, payload: { orderId: uuid } }
  OrderDelivered:    { version: 1.0.0, producer: shipping, payload: { orderId: uuid } }
  DeliveryFailed:    { version: 1.0.0, producer: shipping, failureOf: OrderDelivered, payload: { orderId: uuid } }
  DeliveryRecalled:  { version: 1.0.0, producer: shipping, payload: { orderId: uuid } }
  ParcelHandedOver:  { version: 1.0.0, producer: shipping, payload: { orderId: uuid } }
  PointsAdded:       { version: 1.0.0, producer: loyalty, payload: { orderId: uuid } }
  PointsRefused:     { version: 1.0.0, producer: loyalty, failureOf: PointsAdded, payload: { orderId: uuid } }
  PointsRemoved:     { version: 1.0.0, producer: loyalty, payload: { orderId: uuid } }
  CardAsked:         { version: 1.0.0, producer: mail, payload: { orderId: uuid } }
  MailSent:          { version: 1.0.0, producer: mail, payload: { orderId: uuid } }
  MailBounced:       { version: 1.0.0, producer: mail, failureOf: MailSent, payload: { orderId: uuid } }
commands:
  ReserveStock:   { version: 1.0.0, handler: inventory, payload: { orderId: uuid }, success: StockReserved, failure: [StockMissing] }
  ReleaseStock:   { version: 1.0.0, handler: inventory, payload: { orderId: uuid }, success: StockReleased, failure: [StockHeldBack] }
  PackLine:       { version: 1.0.0, handler: inventory, payload: { orderId: uuid }, success: LinePacked, failure: [LineBroken] }
  UnpackLine:     { version: 1.0.0, handler: inventory, payload: { orderId: uuid }, success: LineUnpacked, cannotFail: It deletes a row. }
  MoveGoods:      { version: 1.0.0, handler: inventory, payload: { orderId: uuid }, success: GoodsMoved, failure: [GoodsDropped] }
  ReturnGoods:    { version: 1.0.0, handler: inventory, payload: { orderId: uuid }, success: GoodsReturned, cannotFail: Somebody carries them. }
  CheckCredit:    { version: 1.0.0, handler: payment, effect: none, payload: { orderId: uuid }, success: CreditChecked, failure: [CreditRefused] }
  CapturePayment: { version: 1.0.0, handler: payment, payload: { orderId: uuid }, success: PaymentCaptured, failure: [PaymentDeclined], calls: [{ service: bank, idempotentBy: orderId }] }
  LookUpPayment:  { version: 1.0.0, handler: payment, effect: none, payload: { orderId: uuid }, success: PaymentCaptured, failure: [PaymentNotFound] }
  RefundPayment:  { version: 1.0.0, handler: payment, payload: { orderId: uuid }, success: PaymentRefunded, failure: [RefundRefused], calls: [{ service: bank, idempotentBy: orderId }] }
  WriteInvoice:   { version: 1.0.0, handler: payment, payload: { orderId: uuid, invoiceId: uuid }, success: InvoiceWritten, cannotFail: A row in its own database. }
  VoidInvoice:    { version: 1.0.0, handler: payment, payload: { orderId: uuid, invoiceId: uuid }, success: InvoiceVoided, cannotFail: A row in its own database. }
  BookShipment:   { version: 1.0.0, handler: shipping, payload: { orderId: uuid }, success: ShipmentBooked, failure: [ShipmentRefused] }
  CancelShipment: { version: 1.0.0, handler: shipping, payload: { orderId: uuid }, success: ShipmentCancelled, cannotFail: Nobody has come yet. }
  PrintLabel:     { version: 1.0.0, handler: shipping, payload: { orderId: uuid }, success: LabelPrinted, failure: [PrinterBusy] }
  VoidLabel:      { version: 1.0.0, handler: shipping, payload: { orderId: uuid }, success: LabelVoided, cannotFail: A row in its own database. }
  DeliverOrder:   { version: 1.0.0, handler: shipping, payload: { orderId: uuid }, success: OrderDelivered, failure: [DeliveryFailed] }
  RecallDelivery: { version: 1.0.0, handler: shipping, payload: { orderId: uuid }, success: DeliveryRecalled, cannotFail: The driver turns round. }
  HandOverParcel: { version: 1.0.0, handler: shipping, payload: { orderId: uuid }, success: ParcelHandedOver, cannotFail: The door is open. }
  AddPoints:      { version: 1.0.0, handler: loyalty, payload: { orderId: uuid }, success: PointsAdded, failure: [PointsRefused] }
  RemovePoints:   { version: 1.0.0, handler: loyalty, payload: { orderId: uuid }, success: PointsRemoved, cannotFail: A number in its own database. }
  AskForCard:     { version: 1.0.0, handler: mail, payload: { orderId: uuid }, success: CardAsked, cannotFail: It goes out some time. }
  SendMail:       { version: 1.0.0, handler: mail, payload: { orderId: uuid }, success: MailSent, failure: [MailBounced] }
  ConfirmOrder:   { version: 1.0.0, handler: order, payload: { orderId: uuid }, success: OrderConfirmed, cannotFail: A row in its own database. }
  RejectOrder:    { version: 1.0.0, handler: order, payload: { orderId: uuid }, success: OrderRejected, cannotFail: A row in its own database. }
`;
