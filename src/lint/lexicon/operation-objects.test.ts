import { describe, expect, it } from 'vitest';
import { counterpartFinder } from './counterpart.js';
import { failureNamesOfEvent } from './failure-name.js';
import { fallibilityOf } from './fallibility.js';
import { findFailure } from './find-failure.js';
import { dictionaryWith } from './own-dictionary.js';

describe('operations of services and machines', () => {
  it.each([
    ['BorrowerScored', 'GoalScored'],
    ['AffordabilityAssessed', 'DamageAssessed'],
    ['NetSalaryCalculated', 'YieldCalculated'],
    ['DocumentClassified', 'ChampionshipClassified'],
    ['LanguageDetected', 'SmokeDetected'],
    ['RoutePlanned', 'OutingPlanned'],
    ['ToteScanned', 'LoyaltyCardScanned'],
    ['ChipRead', 'ArticleRead'],
    ['SuitcaseSorted', 'ListSorted'],
    ['ToteGrasped', 'OpportunityGrasped'],
    ['PalletStored', 'PreferenceStored'],
    ['ConnectorLocked', 'AccountLocked'],
    ['CompartmentOpened', 'DoorOpened'],
    ['ImmobilizerEngaged', 'CustomerEngaged'],
    ['ChargePointReset', 'LoyaltyPointReset'],
    ['KioskRestarted', 'CampaignRestarted'],
    ['TariffPushed', 'CommitPushed'],
    ['RoutingTableUpdated', 'PriceTableUpdated'],
    ['NumberReleased', 'AlbumReleased'],
    ['VoucherApplied', 'DiscountApplied'],
    ['CustomsDeclarationLodged', 'ComplaintLodged'],
    ['SocialSecurityFilingSubmitted', 'TaxReturnSummarySubmitted'],
    ['CreditReportPulled', 'MusclePulled'],
    ['LoanPartSold', 'SparePartSold'],
    ['WitnessContacted', 'SupplierContacted'],
    ['LuggageReunited', 'BandReunited'],
    ['ClientBilled', 'BillReceived'],
    ['SessionInvoiced', 'InvoiceCompleted'],
    ['AccountUpgraded', 'PlanDowngraded'],
    ['ButterChurned', 'CustomerChurned'],
    ['OvenWarmedUp', 'FridgeWarmedUp'],
    ['NameserversDelegated', 'TaskDelegated'],
    ['BackorderCaught', 'FishCaught'],
    ['RoomTypeMapped', 'StakeholdersMapped'],
    ['AvailabilityPushed', 'TrolleyPushed'],
    ['CalendarRefreshed', 'PageRefreshed'],
    ['DebtorCreditRated', 'DriverRated'],
    ['PayloadLowered', 'PriceLowered'],
    ['SolarArrayUnfolded', 'StoryUnfolded'],
    ['WildfireContained', 'ExcitementContained'],
    ['BelongingsProvided', 'FeedbackProvided'],
    ['ContractSigned', 'TermSheetSigned'],
    ['CheckCleared', 'BetSlipCleared'],
    ['EmbryoThawed', 'VaccineThawed'],
    ['PartNumberAllocated', 'PartNumberSuperseded'],
  ])('may fail in %s, and not in %s', (work, fact) => {
    expect([fallibilityOf(work), fallibilityOf(fact) === 'fallible']).toEqual(['fallible', false]);
  });

  it.each([
    ['TaskAssignedToRobot', 'TaskAssignedToColleague'],
    ['ItemPlacedInTote', 'OrderPlacedInShop'],
    ['ScheduleCopiedToMeter', 'TextCopiedToClipboard'],
    ['SeedlingPlantedByDrone', 'SeedlingPlantedByGardener'],
    ['SeedlingPlantedByDrone', 'ObstacleDetectedByDrone'],
    ['PolicyPushedToDevice', 'OrderPlacedOnDevice'],
    ['TradeReportedToRegulator', 'TradeReportedToManager'],
    ['DoorUnlockedRemotely', 'MeetingStartedRemotely'],
  ])('are known by who is given the work in %s, unlike in %s', (work, fact) => {
    expect([fallibilityOf(work), fallibilityOf(fact) === 'fallible']).toEqual(['fallible', false]);
  });
});

describe('what is done on purpose', () => {
  it.each(['AccountSeized', 'MedicineDestroyed'])('is no bad news in %s', (name) => {
    expect([findFailure(name), fallibilityOf(name)]).toEqual([undefined, 'fallible']);
  });

  it.each(['EngineSeized', 'ShipmentSeized', 'ShipmentSeizedByCustoms', 'ParcelDestroyed', 'SampleDestroyed'])(
    'is bad news in %s',
    (name) => expect(findFailure(name)).toBeDefined(),
  );

  it('is bad news in a catalog that says so', () => {
    const known = dictionaryWith({ verbs: [], fallible: [], certain: [], failures: ['seized', 'withdrawn'] });
    expect(findFailure('AccountSeized', known)).toBeDefined();
    expect(findFailure('CashWithdrawn', known)?.kinds).toEqual(['failed']);
    expect(findFailure('CashWithdrawn')).toBeUndefined();
  });

  it('has a failure of its own', () => {
    expect(failureNamesOfEvent('AccountSeized')[0]).toBe('AccountSeizureFailed');
    expect(counterpartFinder(['AccountSeizureFailed'])('AccountSeized')).toBe(true);
    expect(counterpartFinder(['LanguageUnrecognized'])('LanguageDetected')).toBe(true);
  });
});
