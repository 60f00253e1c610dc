/** Endings that British and American English write differently, as what both are turned into. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/^anaesthe/, 'anesthe'],
  [/^mould/, 'mold'],
  [/^plough/, 'plow'],
  [/^despatch/, 'dispatch'],
  [/^([a-z]{3,})isation(s?)$/, '$1ization$2'],
  [/^([a-z]{3,})is(e|ed|es|ing)$/, '$1iz$2'],
  [/lys(e|ed|es|ing)$/, 'lyz$1'],
  [/(cancel|label|travel|model|channel|total|fuel|signal|tunnel|level|dial)l(ed|ing|er|ation)$/, '$1$2'],
  [/^(enrol|fulfil|instal)(ment|ments|s)?$/, '$1l$2'],
  [/^(catalog|dialog)ue(s?)$/, '$1$2'],
  [/^(lic|def|off)enc(e|es|ed)$/, '$1ens$2'],
  [/^((?:dis|un|re)?(?:col|fav|hon|lab|behavi|harb|neighb|end))our(s|ed|ing|ite|ites|ited|able)?$/, '$1or$2'],
];

/** Nearly no word has any of the endings. */
const ANY_ENDING = new RegExp(ENDINGS.map(([ending]) => ending.source).join('|'));

/** Words in -ise that are written so everywhere. */
const ALWAYS_S =
  /^(?:re|un|ad|over|under|pre)?(?:adverti|surmi|fundrai|chasti|verti|advi|vi|compromi|devi|exerci|promi|supervi|surpri|televi|premi|apprai|prai|rai|crui|brui|disgui|demi|despi|exci|experti|noi|poi|improvi|franchi|merchandi|enterpri|compri|circumci|inci|otherwi|likewi|paradi|ri|wi)s/;

const WHOLE: Readonly<Record<string, string>> = {
  cheque: 'check',
  cheques: 'checks',
  programme: 'program',
  programmes: 'programs',
  tyre: 'tire',
  tyres: 'tires',
  judgement: 'judgment',
};

/** One spelling for a word of British or American English, so that `authorised` meets `authorized`. For comparing only. */
export function oneSpelling(word: string): string {
  const whole = Object.hasOwn(WHOLE, word) ? WHOLE[word] : undefined;
  if (whole !== undefined) return whole;
  if (!ANY_ENDING.test(word) || ALWAYS_S.test(word)) return word;
  return ENDINGS.reduce((spelled, [ending, replacement]) => spelled.replace(ending, replacement), word);
}
