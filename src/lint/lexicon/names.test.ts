import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counterpartFinder } from './counterpart.js';
import { eventTense } from './event-tense.js';
import { failureNamesOfCommand, failureNamesOfEvent } from './failure-name.js';
import { fallibilityOf } from './fallibility.js';
import { findFailure } from './find-failure.js';
import { parseEventName } from './message-name.js';

describe('parseEventName', () => {
  it.each([
    ['PaymentCaptured', ['payment'], ['capture'], []],
    ['ItemAddedToCart', ['item'], ['add'], ['to', 'cart']],
    ['ParcelPickedUp', ['parcel'], ['pick up'], []],
    ['TenantMovedIn', ['tenant'], ['move in'], []],
    ['EmployeeEnrolledInBenefits', ['employee'], ['enroll'], ['in', 'benefits']],
    ['TourCancelledAndRefunded', ['tour'], ['cancel', 'refund'], []],
    ['TransferValidatedEvent', ['transfer'], ['validate'], []],
    ['PriceSet', ['price'], ['set'], []],
    ['CarLetGo', ['car'], ['let go'], []],
    ['VillageCutOffByFlood', ['village'], ['cut off'], ['by', 'flood']],
    ['BoardsPlaned', ['boards'], ['plane'], []],
    ['TripsPlanned', ['trips'], ['plan'], []],
    ['OrderConfirmation', ['order', 'confirmation'], [], []],
    ['Shipped', [], ['ship'], []],
  ])('takes %s apart', (name, subject, verbs, tail) => {
    expect(parseEventName(name)).toMatchObject({ subject, verbs, tail });
  });
});

describe('findFailure', () => {
  it.each([
    ['PaymentFailed', ['payment']],
    ['OutOfStock', ['stock']],
    ['MatchmakingTimedOut', ['matchmaking']],
    ['StudentNotAdmitted', ['student', 'admitted']],
    ['NoDriverFound', ['driver', 'found']],
    ['SmsUndelivered', ['sms']],
    ['InvoiceUnpaid', ['invoice']],
    ['TradeUnmatched', ['trade', 'matched']],
    ['FraudDetected', ['detected']],
    ['CardReportedLost', ['card', 'reported']],
    ['OrderRejectedByKitchen', ['order']],
    ['PaymentFailureReported', ['payment']],
    ['InvalidAmount', ['amount']],
    ['ParcelReturnedToSender', ['parcel']],
    ['MedicineOutOfStock', ['medicine']],
    ['CargoHeldAtCustoms', ['cargo']],
    ['DebtUncollectible', ['debt', 'collectible']],
    ['SeatAlreadyTaken', ['seat', 'taken']],
    ['FlightNoLongerAvailable', ['flight', 'longer']],
    ['HostUnreachable', ['host', 'reachable']],
    ['DebtIrrecoverable', ['debt', 'recoverable']],
    ['OrderMispicked', ['order', 'picked']],
    ['OrderShortPicked', ['order', 'picked']],
    ['StockShort', ['stock']],
    ['FileTooLarge', ['file']],
    ['SeatTaken', ['seat']],
    ['OfferWithdrawn', ['offer']],
    ['MatchRainedOff', ['match']],
  ])('hears the bad news of %s', (name, subject) => {
    expect(findFailure(name)?.subject).toEqual(subject);
  });

  it.each([
    'PaymentCaptured',
    'LostCardReplaced',
    'FailedPaymentRetried',
    'FaultRepaired',
    'FraudNotDetected',
    'NoFraudDetected',
    'UserUnsubscribed',
    'ScooterUnlocked',
    'DeviceUninstalled',
    'UnitedShipped',
    'ConflictCheckPassed',
    'CashWithdrawn',
    'FingerprintsTaken',
    'ModuleInstallable',
    'MissionCompleted',
    'OverdueNoticeSent',
    'DryRunCompleted',
  ])('hears none in %s', (name) => {
    expect(findFailure(name)).toBeUndefined();
  });
});

describe('fallibilityOf', () => {
  it.each([
    ['StockReserved', 'fallible'],
    ['PaymentCompleted', 'fallible'],
    ['SurveyCompleted', 'open'],
    ['TermsAccepted', 'fact'],
    ['OfferAccepted', 'fallible'],
    ['AccountCreated', 'open'],
    ['SnapshotCreated', 'fallible'],
    ['PaymentRequested', 'fact'],
    ['PaymentDeclined', 'failure'],
    ['WidgetFrobnicated', 'fallible'],
    ['SlicingSucceeded', 'fallible'],
    ['MilkingCompleted', 'fallible'],
    ['PrintRunCompleted', 'fallible'],
    ['CourseCompleted', 'open'],
    ['NumberPortedIn', 'fallible'],
    ['FoodHandedOut', 'open'],
    ['SkierPassedGate', 'fact'],
    ['PartPassedInspection', 'fallible'],
    ['GuestSwitchedRooms', 'fact'],
    ['ParcelDeliveredByCourier', 'fallible'],
    ['NurseInjectedVaccine', 'fallible'],
    ['ManagerApprovedBudget', 'fallible'],
    ['MealCookedByGuest', 'fact'],
    ['SeatHeld', 'fallible'],
    ['HearingHeld', 'open'],
    ['CargoReleased', 'fallible'],
    ['SlotReleased', 'open'],
    ['PatientReached', 'fallible'],
    ['LimitReached', 'fact'],
    ['UserFrobnicated', 'open'],
    ['DeadlineReached', 'fact'],
    ['OrderSummary', 'open'],
    ['PanelCracked', 'fact'],
    ['NutsCracked', 'fallible'],
    ['HorseBolted', 'fact'],
    ['BeamBolted', 'fallible'],
    ['PermafrostThawed', 'fact'],
    ['EmbryoThawed', 'fallible'],
    ['PriceDoubled', 'fact'],
    ['AnkleSqueaked', 'fact'],
    ['StormFormed', 'fact'],
    ['CompanyFormed', 'fallible'],
    ['OvertimeWorked', 'fact'],
    ['AllegationMade', 'open'],
    ['AstronomerPointedTelescope', 'fact'],
    ['BearRaidedHive', 'fact'],
    ['HailDentedRoof', 'fact'],
    ['TreatySigned', 'fact'],
    ['TissueTyped', 'fallible'],
    ['UmbilicalConnected', 'fallible'],
    ['PlayerConnected', 'fact'],
    ['ApiaryRegistered', 'fallible'],
    ['CustomerRegistered', 'fact'],
    ['ModelRunCompleted', 'fallible'],
    ['MorningRunCompleted', 'open'],
    ['PhotosOfDamageUploaded', 'fact'],
  ])('judges %s as %s', (name, verdict) => {
    expect(fallibilityOf(name)).toBe(verdict);
  });
});

describe('a counterpart', () => {
  it.each([
    ['OrderConfirmed', 'OrderCancelled'],
    ['TransferExecuted', 'InsufficientFunds'],
    ['UserAuthenticated', 'LoginFailed'],
    ['CustomerCharged', 'CardDeclined'],
    ['EmailSent', 'EmailBounced'],
    ['StudentEnrolled', 'CourseFull'],
    ['ParcelDelivered', 'ParcelReturned'],
    ['OrderCancelled', 'OrderCancellationFailed'],
    ['payment_authorised', 'PaymentAuthorizationFailed'],
    ['MealPrepared', 'IngredientsMissing'],
    ['DocumentSigned', 'SigningRejected'],
    ['SubscriptionRenewed', 'RenewalPaymentFailed'],
    ['TableBooked', 'TableNoLongerAvailable'],
    ['DebtCollected', 'DebtUncollectible'],
    ['VideoApproved', 'VideoRejectedByModerator'],
    ['RelayRaceCompleted', 'RelayRaceCalledOff'],
    ['GrainAccepted', 'GrainLoadRejected'],
    ['BottleFilled', 'BottleFillingLineJammed'],
    ['TicketPrinted', 'TicketPrinterJammed'],
    ['ChannelConnected', 'ChannelCredentialsRejected'],
    ['PhoneConfirmed', 'ConfirmationLinkExpired'],
    ['MembershipBought', 'MembershipPurchaseNotCompleted'],
    ['HorseAnaesthetised', 'AnaesthesiaFailed'],
    ['RingResized', 'ResizingImpossible'],
    ['CourierAssigned', 'NoCourierFound'],
    ['WaypointReached', 'WaypointUnreachable'],
    ['InkDelivered', 'InkOutOfStock'],
    ['ConcertHeld', 'ConcertCancelled'],
    ['TrainArrived', 'TrainDelayed'],
    ['DebtRecovered', 'DebtIrrecoverable'],
    ['OrderPicked', 'OrderMispicked'],
    ['UsernameReserved', 'UsernameTaken'],
    ['BallotAccepted', 'BallotSpoiled'],
    ['BookReturned', 'BookOverdue'],
    ['GpuAllocated', 'NoGpusAvailable'],
  ])('pairs %s with %s', (success, failure) => {
    expect(counterpartFinder([failure])(success)).toBe(true);
  });

  it.each([
    ['PaymentCaptured', 'PaymentRefundFailed'],
    ['PaymentRefunded', 'PaymentFailed'],
    ['OrderShipped', 'OrderRejected'],
    ['CarReserved', 'RoomReservationFailed'],
    ['EmailSent', 'SmsFailed'],
    ['InvoicePaid', 'InvoiceSendingFailed'],
    ['CardIssued', 'PaymentDeclined'],
    ['StockReserved', 'Failed'],
    ['StockReserved', 'StockReserved'],
    ['CardBlocked', 'CardDeclined'],
    ['OrderSummary', 'OrderFailed'],
    ['LocationPermitGranted', 'LocationFellThrough'],
    ['HeatMeterInstalled', 'HeatMeterPairingFailed'],
    ['SocketReserved', 'SocketFaultDetected'],
    ['CarReserved', 'CarDealerRefused'],
    ['InkDelivered', 'PaperOutOfStock'],
    ['DroneLaunched', 'DroneInvoiceOverdue'],
    ['ReminderSent', 'ReminderOutOfStock'],
  ])('keeps %s and %s apart', (success, failure) => {
    expect(counterpartFinder([failure])(success)).toBe(false);
  });

  it('gives a failure to the success that it fits best', () => {
    const hasFailure = counterpartFinder(['LoanRefused'], ['LoanAgreed', 'LoanInsured']);
    expect(hasFailure('LoanAgreed')).toBe(true);
    expect(hasFailure('LoanInsured')).toBe(false);
    expect(counterpartFinder(['LoanRefused'], ['LoanInsured'])('LoanInsured')).toBe(true);
  });

  it('gives a failure that says nothing of the deed to all of its object', () => {
    const hasFailure = counterpartFinder(['PaymentFailed'], ['PaymentAuthorized', 'PaymentCaptured']);
    expect(['PaymentAuthorized', 'PaymentCaptured'].filter(hasFailure)).toHaveLength(2);
  });
});

describe('names of failure events', () => {
  it.each([
    ['CapturePayment', 'PaymentCaptureFailed'],
    ['Transfer', 'TransferFailed'],
    ['AskForRating', 'AskForRatingFailed'],
    ['PickUpParcel', 'ParcelPickupFailed'],
    ['AddItemToCart', 'ItemAdditionFailed'],
    ['charge_card', 'card_charge_failed'],
    ['runPayroll', 'payrollFailed'],
    ['EnrolStudent', 'StudentEnrolmentFailed'],
    ['DisconnectBankAccounts', 'BankAccountDisconnectionFailed'],
    ['Frobnicate', 'FrobnicateFailed'],
  ])('calls the failure of the command %s %s', (command, name) => {
    expect(failureNamesOfCommand(command)[0]).toBe(name);
  });

  it.each([
    ['KYCVerified', 'KYCVerificationFailed'],
    ['DeploymentRolledBack', 'DeploymentRollbackFailed'],
    ['SettlementFinalized', 'SettlementFailed'],
    ['SendConfirmationMail', 'ConfirmationMailSendingFailed'],
    ['Shipped', 'ShipmentFailed'],
    ['OrderSummary', 'OrderSummaryFailed'],
  ])('calls the failure of the event %s %s', (event, name) => {
    expect(failureNamesOfEvent(event)[0]).toBe(name);
  });

  it('are names that the language takes and the lexicon hears as bad news', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,24}$/), (name) => {
        for (const failure of [...failureNamesOfEvent(name), ...failureNamesOfCommand(name)]) {
          expect(failure).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/);
          expect(findFailure(failure), failure).toBeDefined();
        }
      }),
    );
  });
});

describe('eventTense', () => {
  it.each([
    ['OrderPlaced', 'past', undefined],
    ['OrderSplit', 'past', undefined],
    ['OutOfStock', 'state', undefined],
    ['BatteryLow', 'state', undefined],
    ['SendWelcomeEmail', 'command', 'WelcomeEmailSent'],
    ['capture_payment', 'command', 'payment_captured'],
    ['SetPrice', 'command', 'PriceSet'],
    ['AskForRating', 'command', undefined],
    ['OrderShipping', 'ongoing', 'OrderShipped'],
    ['OrderConfirmation', 'noun', 'OrderConfirmed'],
    ['UserSignup', 'noun', 'UserSignedUp'],
    ['CustomerProfile', 'noun', undefined],
    ['OrderSummary', 'noun', undefined],
    ['CheckStock', 'command', 'StockChecked'],
    ['TransferReceipt', 'noun', 'TransferReceived'],
    ['NewsFeed', 'noun', undefined],
    ['CarLetGo', 'past', undefined],
    ['VillageCutOffByFlood', 'past', undefined],
    ['CrackReport', 'noun', undefined],
    ['RaidSummary', 'noun', undefined],
    ['DeviceUnresponsive', 'state', undefined],
    ['PayOutDriver', 'command', 'DriverPaidOut'],
    ['PlateTemperature', 'noun', undefined],
  ])('hears %s as %s', (name, kind, better) => {
    expect(eventTense(name)).toEqual({ kind, ...(better !== undefined && { better }) });
  });
});
