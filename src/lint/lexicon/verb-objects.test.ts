import { describe, expect, it } from 'vitest';
import { counterpartFinder } from './counterpart.js';
import { failureNamesOfEvent } from './failure-name.js';
import { fallibilityOf } from './fallibility.js';
import { findFailure } from './find-failure.js';

describe('work of hands and machines', () => {
  it.each([
    ['CylinderFilled', 'FormFilled'],
    ['PaneCut', 'PriceCut'],
    ['KeyCut', 'HairCut'],
    ['PalletWrapped', 'ShootWrapped'],
    ['CentrifugeRestarted', 'TripStarted'],
    ['GasShutOff', 'BodycamSwitchedOn'],
    ['DrainUnblocked', 'UserUnblocked'],
    ['BikeDocked', 'FlightLanded'],
    ['TankCleaned', 'RoomCleaned'],
    ['SluiceOpened', 'DoorOpened'],
    ['LifeboatLowered', 'PriceLowered'],
    ['BoomRaised', 'FlagRaised'],
    ['TumorRemoved', 'ItemRemoved'],
    ['TyreChanged', 'PriceChanged'],
    ['SoloistEngaged', 'CustomerEngaged'],
    ['ConcertRecorded', 'EpisodeRecorded'],
    ['LotSold', 'LoafSold'],
    ['HouseSold', 'ItemSold'],
    ['DiskWiped', 'PasswordReset'],
    ['ValveReplaced', 'PasswordReplaced'],
    ['OwnerTraced', 'LineTraced'],
    ['IsbnLookedUp', 'WordLookedUp'],
    ['FireExtinguished', 'CandleExtinguished'],
    ['PassengersFreed', 'EmployeeFed'],
    ['SnowCleared', 'FogCleared'],
    ['ContactEstablished', 'ContactAdded'],
  ])('may fail in %s, and not in %s', (work, fact) => {
    expect([fallibilityOf(work), fallibilityOf(fact) === 'fallible']).toEqual(['fallible', false]);
  });

  it.each(['BrakeReleased', 'RideStarted', 'PositionClosed', 'TrapEmptied', 'MachineStopped', 'CableCut', 'PointsSet'])(
    'takes %s for no work, though it may be',
    (name) => expect(fallibilityOf(name)).not.toBe('fallible'),
  );
});

describe('the failure of such work', () => {
  it.each([
    ['OwnerTraced', 'OwnerNotFound'],
    ['IsbnLookedUp', 'IsbnNotFound'],
    ['BookReserved', 'BookAlreadySold'],
    ['RoomBooked', 'RoomDoubleBooked'],
    ['PhoneRepaired', 'PhoneBeyondRepair'],
    ['DirectDebitCollected', 'DirectDebitReturned'],
    ['PassengersFreed', 'RescueFailed'],
  ])('of %s is heard in %s', (success, failure) => {
    expect(counterpartFinder([failure])(success)).toBe(true);
  });

  it.each([
    ['TranslationCertified', 'TranslationInvoiceRejected'],
    ['PermitApproved', 'PermitRefundRejected'],
    ['CylinderFilled', 'CylinderInspectionFailed'],
  ])('of %s is not heard in %s', (success, failure) => {
    expect(counterpartFinder([failure])(success)).toBe(false);
  });

  it.each([
    ['DatabaseRestored', 'DatabaseRestoreFailed'],
    ['PaintingRestored', 'PaintingRestorationFailed'],
    ['SupplementInserted', 'SupplementInsertionFailed'],
    ['WaterDistilled', 'WaterDistillationFailed'],
    ['SampleDiluted', 'SampleDilutionFailed'],
    ['SubstanceReconstituted', 'SubstanceReconstitutionFailed'],
    ['ShipRefitted', 'ShipRefitFailed'],
  ])('of %s is called %s', (success, failure) => {
    expect(failureNamesOfEvent(success)[0]).toBe(failure);
  });

  it.each(['PictureHung', 'DoorHung', 'TrailerUncoupled'])('is none in %s', (name) => {
    expect(findFailure(name)).toBeUndefined();
  });

  it('is in `ProcessHung`', () => {
    expect(findFailure('ProcessHung')?.kinds).toEqual(['failed']);
  });
});
