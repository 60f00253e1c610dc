import { phraseList } from './phrases.js';
import { wordSet } from './word-set.js';

/**
 * Words of fields that hold money, compared with the end of a name behind which units are taken off: `unitPrice`, `feeCents`,
 * `priceNet`. More words go to `lint.lexicon.money`.
 */
export const MONEY_NOUNS: readonly string[] = phraseList(`
  price, prices, unit price, list price, cost, costs, fee, fees, fare, salary, wage, wages, bonus pay, tariff price, toll
  subtotal, sub total, grand total, total price, total cost, total due, amount due, amount paid, total amount, invoice total, order total,
  cart total, basket total, net total, gross total, amount to pay, balance due, account balance, outstanding balance
  payout, refund amount, payment amount, deposit amount, premium amount, credit limit, overdraft, overdraft limit, commission amount
  tax amount, vat amount, discount amount, tip amount, surcharge, cashback, revenue, income, expense, expenses, invoice amount
  loan amount, transfer amount, charge amount, claim amount, settlement amount, insured sum, sum insured, rent, monthly rent
  postage, shipping cost, money, monetary value, face value
`);

/** Words that mean money in one business and a quantity in another; fractions of them are money, whole numbers are not. */
export const MAYBE_MONEY: readonly string[] = phraseList(
  'amount, total, balance, payment, refund, deposit, premium, commission, tip',
);

/** Endings that say in which unit or form an amount is, and leave it one. `feeCents` is money even as a whole number. */
export const MINOR_UNITS = wordSet('cent cents pence penny minor öre ore rappen centavos');
export const MONEY_TAILS = wordSet('gross net value excl incl vat tax before after units each total');

/** Prices and costs that are paid in something else than money: `pathCost`, `carbonPrice`. */
export const NOT_PRICE_WORDS = wordSet('carbon co2 complexity credits edge mana path points query tokens');

/** What is money only as long as nothing says that something else is counted: an amount, a sum, a balance. */
export const COUNTABLE = wordSet('amount balance limit sum total value');

/** Words that say so, wherever they stand: `energyAmount`, `pointsBalance`, `totalWeight`. */
export const NOT_MONEY_WORDS = wordSet(`
  battery bytes calories carbon co2 complexity count coverage data days density distance dosage dose duration elevation energy factor
  fluid fuel gas grams height hours humidity index kg km kwh latency length level litres liters load loyalty mana memory mileage miles
  minutes mwh nights number oxygen page pages percent percentage point points power quantity rain ratio rank rate rating reward score
  seats seconds share size speed state steps stock storage temperature throughput time tokens units volume votes water weight width
  wind
`);

/** Fields beside a number that say in which unit it is counted, when it is no money. */
export const UNIT_FIELDS = wordSet('unit units uom measure dimension dosage');

/** Names of fields and types that say in which currency an amount is. */
export const CURRENCY_WORDS = wordSet('currency currencies ccy');

/** Currencies and coins that a name or a type may have in it: `amountEur`, `PriceInUsd`. */
export const CURRENCY_CODES = wordSet(`
  aed ars aud bgn bitcoin brl btc cad chf clp cny cop czk dkk dollar dollars eth eur euro euros gbp hkd huf idr ils inr isk jpy kes krw
  kwd mad mxn myr ngn nok nzd pen php pln pound pounds qar ron rub rupee rupees sar satoshi satoshis sek sgd sterling thb twd uah usd
  usdc usdt vnd wei yen zar
`);
