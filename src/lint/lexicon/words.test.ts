import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gerundOf, participleOf, pastBases, singularOf } from './inflect.js';
import { irregularVerbs } from './irregular-verbs.js';
import { oneSpelling } from './spelling.js';
import { joinWords, nameStyle, splitWords } from './split-words.js';
import { verbNouns } from './verb-nouns.js';
import { isVerb, nounsOf, verbOfPast, verbsOfNoun } from './verbs.js';

describe('splitWords', () => {
  it.each([
    ['PaymentCaptured', ['payment', 'captured']],
    ['paymentCaptured', ['payment', 'captured']],
    ['payment_captured', ['payment', 'captured']],
    ['PAYMENT_CAPTURED', ['payment', 'captured']],
    ['OTPSent', ['otp', 'sent']],
    ['SMSs3Sent2', ['smss', '3', 'sent', '2']],
    ['KYCVerified', ['kyc', 'verified']],
    ['Iso20022MessageSent', ['iso', '20022', 'message', 'sent']],
    ['x', ['x']],
    ['', []],
  ])('takes %s apart', (name, words) => {
    expect(splitWords(name)).toEqual(words);
  });

  it('loses no letter and no digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,20}$/), (name) => {
        expect(splitWords(name).join('')).toBe(name.toLowerCase().replaceAll('_', ''));
      }),
    );
  });

  it('is the reverse of joining in every style', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/);
    const style = fc.constantFrom('pascal', 'camel', 'snake', 'upper-snake');
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), style, (words, wanted) => {
        const name = joinWords(words, wanted as ReturnType<typeof nameStyle>);
        expect(splitWords(name)).toEqual(words);
        expect(nameStyle(name)).toBe(wanted);
      }),
    );
  });
});

describe('oneSpelling', () => {
  it.each([
    ['authorised', 'authorized'],
    ['authorisation', 'authorization'],
    ['cancelled', 'canceled'],
    ['enrolment', 'enrollment'],
    ['fulfil', 'fulfill'],
    ['licence', 'license'],
    ['analysed', 'analyzed'],
    ['catalogue', 'catalog'],
    ['cheque', 'check'],
    ['labour', 'labor'],
    ['favourited', 'favorited'],
    ['anaesthetised', 'anesthetized'],
    ['moulded', 'molded'],
    ['dishonoured', 'dishonored'],
    ['unfavourable', 'unfavorable'],
  ])('turns %s into %s', (british, american) => {
    expect(oneSpelling(british)).toBe(american);
    expect(oneSpelling(american)).toBe(american);
  });

  it.each([
    'revised',
    'promised',
    'raised',
    'advertised',
    'supervised',
    'exercise',
    'franchise',
    'tour',
    'issued',
    'released',
  ])('leaves %s alone', (word) => expect(oneSpelling(word)).toBe(word));
});

describe('verb forms', () => {
  it.each([
    ['reserved', 'reserve'],
    ['shipped', 'ship'],
    ['cancelled', 'cancel'],
    ['canceled', 'cancel'],
    ['applied', 'apply'],
    ['billed', 'bill'],
    ['rolled', 'roll'],
    ['paid', 'pay'],
    ['sent', 'send'],
    ['taken', 'take'],
    ['held', 'hold'],
    ['begun', 'begin'],
    ['underwritten', 'underwrite'],
    ['withdrew', 'withdraw'],
    ['put', 'put'],
    ['found', 'find'],
    ['authorised', 'authorize'],
    ['rebooked', 'rebook'],
    ['triaged', 'triage'],
    ['freed', 'free'],
    ['panicked', 'panic'],
    ['despatched', 'dispatch'],
  ])('finds the verb of %s', (past, base) => {
    expect(verbOfPast(past)).toBe(base);
  });

  it.each(['speed', 'feed', 'need', 'order', 'payment', 'seed', 'hundred'])('sees no past tense in %s', (word) => {
    expect(verbOfPast(word)).toBeUndefined();
  });

  it.each([
    ['ship', 'shipped', 'shipping'],
    ['reserve', 'reserved', 'reserving'],
    ['deploy', 'deployed', 'deploying'],
    ['verify', 'verified', 'verifying'],
    ['admit', 'admitted', 'admitting'],
    ['deliver', 'delivered', 'delivering'],
    ['schedule', 'scheduled', 'scheduling'],
    ['tie', 'tied', 'tying'],
    ['agree', 'agreed', 'agreeing'],
    ['send', 'sent', 'sending'],
    ['fix', 'fixed', 'fixing'],
    ['panic', 'panicked', 'panicking'],
    ['queue', 'queued', 'queuing'],
  ])('inflects %s', (base, participle, gerund) => {
    expect(participleOf(base)).toBe(participle);
    expect(gerundOf(base)).toBe(gerund);
  });

  it('leads from every participle back to its verb', () => {
    const bases = [...irregularVerbs.keys(), ...[...verbNouns.keys()].filter((verb) => !verb.includes(' '))];
    const lost = bases.filter((base) => !pastBases(participleOf(base)).includes(base));
    expect(lost).toEqual([]);
  });

  it('knows every verb whose noun it knows', () => {
    expect([...verbNouns.keys()].filter((verb) => !isVerb(verb.split(' ')[0] ?? ''))).toEqual([]);
  });
});

describe('nouns', () => {
  it.each([
    ['reserve', 'reservation'],
    ['capture', 'capture'],
    ['authorize', 'authorization'],
    ['deliver', 'delivery'],
    ['approve', 'approval'],
    ['process', 'processing'],
    ['schedule', 'scheduling'],
    ['ship', 'shipment'],
    ['tokenize', 'tokenization'],
    ['indemnify', 'indemnification'],
    ['replicate', 'replication'],
    ['screen', 'screening'],
    ['pick up', 'pickup'],
    ['send out', 'sending'],
    ['rebook', 'rebooking'],
    ['disinfect', 'disinfection'],
    ['contact', 'contacting'],
    ['ignite', 'ignition'],
    ['compress', 'compression'],
    ['grade', 'grading'],
  ])('calls the doing of %s %s', (verb, noun) => {
    expect(nounsOf(verb)[0]).toBe(noun);
  });

  it.each([
    ['reservations', 'reserve'],
    ['authorisation', 'authorize'],
    ['processing', 'process'],
    ['tokenization', 'tokenize'],
    ['deliveries', 'deliver'],
    ['surgery', 'operate'],
    ['extrusion', 'extrude'],
    ['haulage', 'haul'],
    ['anesthesia', 'anesthetize'],
  ])('knows whose doing %s is', (noun, verb) => {
    expect(verbsOfNoun(noun)).toContain(verb);
  });

  it.each([
    ['tickets', 'ticket'],
    ['entries', 'entry'],
    ['boxes', 'box'],
    ['address', 'address'],
    ['status', 'status'],
    ['funds', 'funds'],
    ['analysis', 'analysis'],
    ['sms', 'sms'],
    ['dailies', 'dailies'],
    ['gpus', 'gpu'],
    ['campus', 'campus'],
  ])('takes one of %s', (noun, one) => {
    expect(singularOf(noun)).toBe(one);
  });
});
