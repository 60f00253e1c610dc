import { push } from '../../model/grouped.js';
import { irregularVerbs } from './irregular-verbs.js';

/** Endings that carry the stress, so that their consonant doubles (`admit`, `refer`). */
const STRESSED_END =
  /(cancel|mit|fer|pel|cur|gret|trol|nul|llot|equip|begin|unpin|unban|unzip|remap|rebid|handicap|kidnap)$/;

const basesOfIrregular = collectIrregular();

/** Words in -ed that are no verb form. */
const NOT_PAST = new Set(
  'feed seed need speed bed weed breed shed red sled seabed hundred embed deed proceed exceed succeed indeed bleed reed greed creed wed med fed biped naked sacred moped ted led'.split(
    ' ',
  ),
);

/** Bases that `word` may be the past tense or participle of; certain ones first, empty when it is none. */
export function pastBases(word: string): readonly string[] {
  const irregular = basesOfIrregular.get(word) ?? [];
  if (!word.endsWith('ed') || NOT_PAST.has(word) || word.length < 4) return irregular;
  return [...irregular, ...regularBases(word.slice(0, -2))];
}

/** Bases that `word` may be the -ing form of. */
export function gerundBases(word: string): readonly string[] {
  return word.endsWith('ing') && word.length > 4 ? regularBases(word.slice(0, -3)) : [];
}

/** Bases that `word` may be the -able or -ible form of. */
export function ableBases(word: string): readonly string[] {
  return /.{2}[ai]ble$/.test(word) ? regularBases(word.slice(0, -4)) : [];
}

/** The participle that an event's name takes: `ship` -> `shipped`, `take` -> `taken`. */
export function participleOf(base: string): string {
  const irregular = irregularVerbs.get(base)?.participle[0];
  if (irregular !== undefined) return irregular;
  if (base.endsWith('e')) return `${base}d`;
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`;
  if (/[^aeiou]ic$/.test(base)) return `${base}ked`;
  return `${doubles(base) ? base + base.slice(-1) : base}ed`;
}

/** The -ing form: `ship` -> `shipping`, `schedule` -> `scheduling`, `tie` -> `tying`. */
export function gerundOf(base: string): string {
  if (base.endsWith('ie')) return `${base.slice(0, -2)}ying`;
  if (/[^aeiouy]e$|[aeiou]{2}[^aeiou]?e$|ue$/.test(base) && !/(ee|oe|ye)$/.test(base)) return `${base.slice(0, -1)}ing`;
  if (/[^aeiou]ic$/.test(base)) return `${base}king`;
  return `${doubles(base) ? base + base.slice(-1) : base}ing`;
}

/** One of a noun: `tickets` -> `ticket`, `entries` -> `entry`. Words that have no singular stay. */
export function singularOf(noun: string): string {
  if (/^([cgnt]pu|menu|sku)s$/.test(noun)) return noun.slice(0, -1);
  if (
    /(ss|us|is|ics|news|funds|goods|customs|sanctions|sales|savings|series|sms|gas|dns|sports|kudos|taxes|dailies|proceeds|earnings|winnings|premises|remains|belongings|arrears|odds|species|trousers|scissors|headquarters|thanks)$/.test(
      noun,
    )
  )
    return noun;
  if (/ies$/.test(noun) && noun.length > 4) return `${noun.slice(0, -3)}y`;
  if (/(ch|sh|x|zz|ss)es$/.test(noun)) return noun.slice(0, -2);
  return noun.endsWith('s') && noun.length > 3 ? noun.slice(0, -1) : noun;
}

function regularBases(stem: string): readonly string[] {
  if (stem.endsWith('e')) return [`${stem}e`, stem];
  const bases: string[] = [];
  if (stem.endsWith('ick')) bases.push(stem.slice(0, -1));
  if (stem.endsWith('i')) bases.push(`${stem.slice(0, -1)}y`);
  if (/([bdgkmnprtvl])\1$/.test(stem))
    bases.push(...(stem.endsWith('ll') ? [stem, stem.slice(0, -1)] : [stem.slice(0, -1)]));
  return takesE(stem) ? [`${stem}e`, stem, ...bases] : [...bases, stem, `${stem}e`];
}

/** Whether a verb in -ed most likely lost an e: after soft c and g, v, u, z, and after one vowel and t or s (`created`). */
function takesE(stem: string): boolean {
  return (
    /([cvuz]|[^aeiou]l|[aeiou]s|[aeiou]r|[ndr]g|[ai]t|rs|ns)$/.test(stem) && !/(zz|er|or|ll|rl|ait|it)$/.test(stem)
  );
}

/** Whether the last consonant doubles: one syllable of consonant, vowel, consonant, and stressed endings. */
function doubles(base: string): boolean {
  if (!/[^aeiou][aeiou][bdgklmnprt]$/.test(base) && !/qu[aeiou][tp]$/.test(base)) return false;
  const syllables = base.match(/[aeiouy]+/g)?.length ?? 0;
  return syllables === 1 || STRESSED_END.test(base);
}

function collectIrregular(): ReadonlyMap<string, readonly string[]> {
  const bases = new Map<string, string[]>();
  for (const [base, forms] of irregularVerbs) {
    for (const form of new Set([...forms.past, ...forms.participle])) push(bases, form, base);
  }
  return bases;
}
