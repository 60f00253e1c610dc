import { phraseList } from './phrases.js';
import { wordSet } from './word-set.js';

/** Ends of names that mean a moment, whoever speaks: `createdTimestamp`, `eventTime`. Compared word by word. */
export const MOMENT_NOUNS: readonly string[] = phraseList(`
  timestamp, timestamps, date time, datetime, create time, publish time, modified time, modification time, delete time, expire time,
  expiry time, issue time, payment time, purchase time, registration time, login time, event time, start time, end time, begin time, created time, creation time, update time,
  updated time, departure time, arrival time, received time, sent time, booking time, order time, transaction time, check in time,
  check out time, pickup time, pick up time, appointment time
`);

/** Ends of names that mean a day. */
export const DAY_NOUNS: readonly string[] = phraseList(`
  date, dates, birthday, birthdate, dob, date of birth, valid from, valid until, valid to, valid through, effective from,
  effective until, effective to, expires on, due on, issued on, signed on, born on, paid on, created on, starts on, ends on
`);

/** The ones of these that are a day and nothing else. */
export const ONLY_A_DAY: readonly string[] = phraseList('birth date, birthday, birthdate, dob, date of birth, born on');

/** Words before `at` that ask where and not when: `locatedAt`, `worksAt`. */
export const PLACE_WORDS = wordSet(`
  arrives available based born bought docked employed enrolled held hosted housed kept listed lives located look looking looks moored
  parked purchased registered resides seated seen served situated sold stationed stays stored studied studies taught teaches treated
  works
`);

/** Words beside which a date is the month and year on a card: `cardExpiryDate`. */
export const NO_DAY_WORDS = wordSet('card expiration expiry');

/** Fields of dates that plan or limit something, or belong to somebody's life, and do not say when the event happened. */
export const OTHER_DATE_WORDS = wordSet(`
  arrival arrive arrives birth birthday born departure depart departs checkin checkout delivery dob expected expiration expires expiry
  hire leave leaves return returns travel value
`);
