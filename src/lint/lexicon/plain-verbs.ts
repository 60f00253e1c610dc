import { wordSet } from './word-set.js';

/** Verbs in American spelling, by what they do. */
const PLAIN: Readonly<Record<string, string>> = {
  upkeep: `
abstract accession add adjust air allow alphabetize alter amend append arm associate assure autosave back badge baseline batch blacklist
broaden bucket bypass cache cash change chart cherrypick clone close cluster codify combine commit complete conclude conduct configure
conserve consolidate consume contain copy correct cover create crop curate cut deaccession deactivate debug decompose decouple deduct default defer
delay delegate delete denylist deprioritize deregister design diff disable disarm discard disconnect discount dissociate divide do dump duplicate edit
eject eliminate emit enable enhance enlarge ensure erase exclude expand expose extend filter fix fork format freeze generalize group halt handwrite
harmonize illustrate impose improve inaugurate include infect initialize inset instrument intercept intersperse interweave invalidate invoke isolate
keep lighten limit link loan lock lower maintain make manifest map maximize merge mine minimize mock modify mothball narrow optout
organize outfit outline overlay override overwrite parameterize parametrize paste perform plot pool prepend preserve preset prevent prioritize
program prolong protect prove prune purge push put quarantine query raise readd readjust rebase rebrand recast reclose recombine reconfigure
reconnoiter recreate redline redo redraw reduce refactor refresh regroup relax relink relock remake remap remerge remove rend reorganize
reprioritize reproduce require rescope resegment reset resort resplit restrict restructure retain reversion rewrite rezone rid rinse scope seat
segment sequester set shave shed shorten show shut shutdown silence simplify sling sort split spotlight spread squash stage standardize stash stock
store strew string strip structure stub sublet subset suspend sweeten swing tabulate tax template thicken thin throttle throw thrust toggle
trash truncate typecast unassign unbatch unbind uncache uncork undelete underlie unfreeze ungroup unify unlink unlist unmerge unpool unpublish
unregister unset unstage unstick unsuspend unwind unzip update upsert upset use vault version visualize wean weight wet whitelist widen wipe
withhold wrangle wring zip zone
autolayout capitalize hyphenate indent italicize paginate pluralize recolor reposition reshape restyle repurpose reword underline underscore
uppercase
`,
  endings: `
abolish acquit annul bury cancel convict cremate cull deallocate deconstruct demobilize deport deprecate discharge discontinue
dismiss downsize euthanize evict exempt exhume exonerate expel forgive free furlough give imprison jail liberate nullify parole raze recall
release relieve remand repeal rescind retract return reverse revert revoke rollback sack scrap slaughter sunset terminate undo unreserve vacate void
waive withdraw
`,
  hands: `
bring brush bundle carry chop choreograph clean compose core corral craft curry declutter decorate dig display drain drape draw dress dust
empty equip exhibit farm fasten feed fell fence fertilize fill fold forage frame furnish gather glean grade graze groom
hammer hang harrow harvest heal heap herd hitch hoe hold hook ignite iron jack knot lace lash lay leaf lever light loosen mat
mop move mow mulch muster nail pad peel perch pick pile pit plant plow pluck plug preclean prop pull rake reap rehang replant reseed reshelve
reshoot restack rope rotavate rub saddle salt scoop scour scrub sculpt season seed serve shade shake shelve shift shim shoe shoot
shove shovel shuffle skewer skin slap slot smear smooth soak sod sow spade spice sponge spool sprinkle squeeze stack stain staple starch
stem stir stoke straw stuff swab swaddle swat sweep tack take tamp tap tape tar tether tidy tie till top toss tug twist unbolt unbox
undress unequip unfasten unlatch unpack unplug unscrew unstrap untie unwrap vacuum warehouse wash wax wedge weed wheel whip whisk
whittle wrap yoke crate cushion drench fluff garland padlock perfume shroud spritz swathe unbundle unclip uncrate unfurl unhook unroll unstack untangle
`,
  people: `
acknowledge assent assist bail bandage baptize bless brief chair chaperone christen cite comfort commend concur consent console contact counsel crew
crown debrief debut deputize direct dissent divert encourage entertain facilitate guide head help host indulge inform inspire judge knight launch lead
man manage market mind moderate motivate nudge nurse nurture ordain oversee page partner persuade pilot ping placate post premiere prescribe prompt
reassure recommend redirect refer referee reference relaunch remind reseat resell reskill resolve retarget reunite reward salute school second sell
sensitize shadow shelter shield signpost solve sponsor staff station supervise support target tend triage trial tuck umpire unresolve upsell upskill
usher vouch welcome
`,
};

/** Verbs that do not tell whether they may go otherwise: upkeep of one's own records, work of hands, dealings with people. */
export const plainVerbs: ReadonlySet<string> = wordSet(Object.values(PLAIN).join(' '));
