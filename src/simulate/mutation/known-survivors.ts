/** Why a mutant is not found although its runs end in another way: by reason, the mutants as the summary names them. */
const SURVIVORS: Readonly<Record<string, readonly string[]>> = {
  'Without its undo the last step is the point of no return: another saga, and one that is right.': [
    'drop-undo own/AllUndone: nothing undoes AddPoints',
    'drop-undo travel/BookJourney: nothing undoes BookSeats',
    'drop-undo 03-trip-booking/BookTrip: nothing undoes BookFlight',
    'drop-undo 08-account-opening/SignUp: nothing undoes SubscribeToPaidPlan',
  ],
  'That the start has done something that is to be undone stands nowhere else.': [
    'drop-undo own/Rejecting: nothing undoes RejectOrder',
    'drop-undo bank/TransferMoney: nothing undoes ReleaseLimit',
  ],
  'To unwind is what a saga does about a failure that nothing deals with.': [
    'drop-handler own/AnotherCard: nothing deals with PaymentDeclined of CapturePayment',
    'drop-handler own/AnotherCard: nothing deals with timeout of CapturePayment',
    'drop-handler own/LeftOut: nothing deals with StockMissing of ReserveStock',
    'drop-optional own/LeftOut: MoveGoods is not optional',
  ],
  'A failure that is dealt with, optional or worth another attempt may stand behind the pivot.': [
    'fallible-behind-pivot own/LeftOut: AddPoints stands behind the pivot',
    'fallible-behind-pivot own/LeftOut: MoveGoods stands behind the pivot',
    'fallible-behind-pivot own/Uncertain: PrintLabel stands behind the pivot',
  ],
  'What `continue` goes on behind may stand: the language says so.': [
    'failure-leaves-something own/LeftOut: ShipmentRefused of BookShipment may leave something behind',
  ],
  'Behind the pivot the time of a wait ends on the desk of a person, which may be meant.': [
    'pivot-earlier 04-food-delivery/DeliverOrder: the pivot is earlier, at OrderPickedUp',
  ],
  'What may stay when the saga unwinds, as `noUndo` says, may also be there twice.': [
    'retry-without-undo own/AnotherCard: AskForCard is tried anew after silence, without an undo',
    'retry-without-undo own/Rejecting: TellStock is tried anew after silence, without an undo',
  ],
  'Both undos are of one service, and no word of their names tells whose they are.': [
    'copy-undo own/LeftOut: MoveGoods has the undo of ReserveStock',
    'copy-undo 08-account-opening/SignUp: ActivateUser has the undo of CreateUser',
  ],
};

/** Why a mutant survives, where that is known. */
export function whyItSurvives(mutant: string): string | undefined {
  return Object.keys(SURVIVORS).find((reason) => SURVIVORS[reason]?.includes(mutant));
}
