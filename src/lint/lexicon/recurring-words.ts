import { wordSet } from './word-set.js';

/**
 * Words by which the name of an event tells that it comes again and again in the life of one thing: `SubscriptionRenewed`,
 * `StockLow`. What may happen more than once but mostly does not (`PaymentFailed`, `OrderReturned`) is not here.
 */
export const RECURRING_WORDS = wordSet(`
renewed prolonged topped refilled replenished restocked reloaded recharged low depleted
metered measured sampled counted audited inspected serviced maintained calibrated
rescheduled reassigned relocated changed updated adjusted amended modified revised
paused resumed suspended reactivated reopened unlocked restarted retried repeated ticked elapsed
visited login attended
`);

/** Words of what comes once to a passing thing, as overdue to an invoice, and often to the lasting one behind it. */
export const OFTEN_WORDS = wordSet(`
due overdue missed lapsed late delayed postponed
billed invoiced exceeded reached exhausted breached triggered
`);

/** Things that outlive what is done with them, so that one of them has many orders, invoices or visits. */
export const LASTING_THINGS = wordSet(`
customer client consumer buyer user member subscriber account tenant organisation organization company merchant vendor supplier seller partner
employee worker student pupil patient citizen person household driver courier passenger guest owner
subscription contract policy membership lease
device sensor meter machine vehicle car truck aircraft vessel building room store shop warehouse branch
product article sku wallet card portfolio
`);

/** Last words of events by which a thing comes into being. */
export const BEGINNING_WORDS = wordSet(`
registered created opened started activated enrolled joined signed subscribed hired admitted onboarded added issued founded born
installed commissioned launched listed placed ordered requested submitted filed
`);
