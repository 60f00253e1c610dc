/** Irregular English verbs: base, past tense(s), participle(s); `/` separates forms that are both in use. */
const TABLE = `
arise arose arisen|awake awoke awoken|be was/were been|bear bore borne/born|beat beat beaten|become became become|begin began begun
bend bent bent|bet bet bet|bid bid/bade bid/bidden|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken
breed bred bred|bring brought brought|broadcast broadcast broadcast|build built built|burn burnt burnt|burst burst burst|buy bought bought
cast cast cast|catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut
deal dealt dealt|dig dug dug|do did done|draw drew drawn|dream dreamt dreamt|drink drank drunk|drive drove driven|dwell dwelt dwelt
eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|fit fit fit|flee fled fled|fling flung flung
fly flew flown|forbid forbade forbidden|forecast forecast forecast|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven
forgo forwent forgone|freeze froze frozen|get got got/gotten|give gave given|go went gone|grind ground ground|grow grew grown|hang hung hung
have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|input input input|inset inset inset|keep kept kept
kneel knelt knelt|know knew known|lay laid laid|lead led led|lean leant leant|leap leapt leapt|learn learnt learnt|leave left left|lend lent lent
let let let|lie lay lain|light lit lit|lose lost lost|make made made|mean meant meant|meet met met|mislay mislaid mislaid|mislead misled misled
misread misread misread|mistake mistook mistaken|misunderstand misunderstood misunderstood|mow mowed mown|offset offset offset|output output output
outbid outbid outbid|outgrow outgrew outgrown|outrun outran outrun|outsell outsold outsold|overcome overcame overcome|overdo overdid overdone
overdraw overdrew overdrawn|overhear overheard overheard|overpay overpaid overpaid|override overrode overridden|overrun overran overrun
oversee oversaw overseen|oversell oversold oversold|overtake overtook overtaken|overthrow overthrew overthrown|overwrite overwrote overwritten
partake partook partaken|pay paid paid|plead pled pled|prepay prepaid prepaid|preset preset preset|proofread proofread proofread|prove proved proven
put put put|quit quit quit|read read read|rebuild rebuilt rebuilt|recast recast recast|redo redid redone|redraw redrew redrawn|rend rent rent
repay repaid repaid|reread reread reread|rerun reran rerun|resell resold resold|resend resent resent|reset reset reset|resit resat resat
retake retook retaken|rethink rethought rethought|retell retold retold|rewind rewound rewound|rewrite rewrote rewritten|rid rid rid
ride rode ridden|ring rang rung|rise rose risen|run ran run|saw sawed sawn|say said said|see saw seen|seek sought sought|sell sold sold
send sent sent|set set set|sew sewed sewn|shake shook shaken|shear sheared shorn|shed shed shed|shine shone shone|shoot shot shot|show showed shown
shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|slay slew slain|sleep slept slept|slide slid slid|sling slung slung
slit slit slit|smell smelt smelt|sow sowed sown|speak spoke spoken|spell spelt spelt|spend spent spent|spill spilt spilt|spin spun spun
spit spat spat|split split split|spoil spoilt spoilt|spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck
sting stung stung|stink stank stunk|strew strewed strewn|stride strode stridden|strike struck struck/stricken|string strung strung|strive strove striven
sublet sublet sublet|swear swore sworn|sweep swept swept|swell swelled swollen|swim swam swum|swing swung swung|take took taken|teach taught taught
tear tore torn|tell told told|think thought thought|throw threw thrown|thrust thrust thrust|tread trod trodden|typecast typecast typecast
typeset typeset typeset|unbind unbound unbound|underbid underbid underbid|undercut undercut undercut|undergo underwent undergone
underlie underlay underlain|underpay underpaid underpaid|understand understood understood|undertake undertook undertaken
underwrite underwrote underwritten|undo undid undone|unfreeze unfroze unfrozen|unwind unwound unwound|uphold upheld upheld|upset upset upset
wake woke woken|wear wore worn|weave wove woven|weep wept wept|wet wet wet|win won won|wind wound wound|withdraw withdrew withdrawn
withhold withheld withheld|withstand withstood withstood|wring wrung wrung|write wrote written|foretell foretold foretold|handwrite handwrote handwritten
hamstring hamstrung hamstrung|interweave interwove interwoven|backslide backslid backslid|beset beset beset|befall befell befallen
behold beheld beheld|cleave cleft cloven|beget begot begotten|bespeak bespoke bespoken|breastfeed breastfed breastfed|browbeat browbeat browbeaten
crossbreed crossbred crossbred|overfeed overfed overfed|overspend overspent overspent|oversleep overslept overslept|overshoot overshot overshot
overbid overbid overbid|overeat overate overeaten|remake remade remade|regrow regrew regrown|rehear reheard reheard|resew resewed resewn
reteach retaught retaught|rebind rebound rebound|rebid rebid rebid|rebroadcast rebroadcast rebroadcast|redeal redealt redealt
regrind reground reground|relay relaid relaid|relearn relearnt relearnt|relight relit relit|rewear rewore reworn|simulcast simulcast simulcast
spotlight spotlit spotlit|sunburn sunburnt sunburnt|telecast telecast telecast|webcast webcast webcast|unlearn unlearnt unlearnt
unstick unstuck unstuck|waylay waylaid waylaid|wed wed wed|misspell misspelt misspelt|misspend misspent misspent|mishear misheard misheard
outdo outdid outdone|outspend outspent outspent|outfit outfit outfit|outlay outlaid outlaid|presell presold presold
`;

interface IrregularVerb {
  readonly past: readonly string[];
  readonly participle: readonly string[];
}

/** Past tense and participle by base form. */
export const irregularVerbs: ReadonlyMap<string, IrregularVerb> = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((line): [string, IrregularVerb] => {
      const [base = '', past = '', participle = ''] = line.split(' ');
      return [base, { past: past.split('/'), participle: participle.split('/') }];
    }),
);
