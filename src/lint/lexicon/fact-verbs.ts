import { happeningVerbs } from './happening-verbs.js';
import { wordSet } from './word-set.js';

/** Verbs in American spelling, by what makes them facts. */
const FACTS: Readonly<Record<string, string>> = {
  wishes: `
appeal apply ask attempt beg begin bid canvass challenge claim commence complain contribute counter counteroffer covet crave crossexamine deescalate
demand depose dispute donate downvote elect enlist enqueue enquire escalate file grumble initiate inquire intend invite kick legislate litigate lodge
need nominate object offer oppose opt order outbid petition place plead pledge poll prefer preorder promise propose prosecute queue reinvite reorder
request requeue rerequest restart resubmit resubscribe retrigger rsvp seek solicit start submit subscribe sue suggest trigger unsubscribe upvote
volunteer vote vow want wish
`,
  acts: `
abandon abdicate abet abide abrogate abscond abseil abstain accelerate access accompany achieve adhere adjudge adopt advance advise aim amble answer
apologize applaud appoint ascend aspire attain attend audition author autoplay avert avoid awake badger balk ban bang banish barbecue bargain barge
bark bat bathe beat befriend behave behold bequeath bestow bet bike bite bivouac blame block blog bluff blunder blush boast bob boo bookmark borrow
bow bowl boycott brag brainstorm brake break breastfeed bribe browse bump busk bustle call campaign canoe canonize canoodle capitulate carouse carpool
catch caucus celebrate champion chase chat chauffeur checkout cheer choose chuck circumvent clap clasp clench click climb cling coach coerce cohabit
collaborate collude commandeer commemorate comment commute compete complot comply concoct confess conform confront congratulate congregate connive
conspire consult contest contrive cooperate cope cough cram creep criticize crowd cruise crusade cry cuddle curl curtsey cycle dabble dally dance dart
dash deal debate decelerate decide decline defeat defect defy deign deliberate delve demonstrate deny depend depress descend deselect desert deserve
desist detour dial dicker differ dilly dine discuss disinherit dislike disobey disperse disregard disrobe dive divorce dodge dote doubleclick
doubletap doze draft drag dream dribble drink drive drop duck duel dwell earn eat elope emancipate emcee emigrate emulate encamp encroach endure
engage enjoy enter envisage err escape espouse evade excel exclaim excommunicate exercise exert exile exist exit experiment exploit express faint
favorite fend fete feud fiddle fight filibuster flee fling flirt float flout flunk fly follow fondle forbear forbid force forfeit forget forgo
forswear fraternize freelance frequent frown fumble fundraise gain gallivant gamble gift gloat glorify goof gossip grab graduate grapple grasp greet
grope guess haggle hasten have hear hide hike hit hitchhike hoard hobnob holiday homeschool honk hoot hover hug hum hunt hurdle hurl hurry hustle idle
ignore imbibe imitate immigrate impeach impersonate improvise indict infringe inhabit inherit innovate input interact interfere intervene interview
introduce intrude invent jaywalk jettison jog join joke journey juggle junket kayak kiss kneel knock know laugh lean leap leapfrog learn leave lecture
legitimize lend let lie like limp linger listen litter loaf loiter lollygag longpress look loot lounge love lug lunch lurk luxuriate march marry
masquerade matriculate mean meddle meet mention mentor merit mess message mime mimic mingle misbehave mishear mislay miss mistake misunderstand
moonlight motorbike mountaineer mourn mute mutiny nap navigate neglect negotiate nod obey oblige officiate ogle open outdo outlaw outrun outspend
overcome overeat overindulge oversleep overspend overstay overstep overtake overwork owe own paddle panhandle parachute parade paraglide park partake
participate pause pawn peddle pen perjure perpetrate persevere phone picket picnic pin pinch pioneer pitch plagiarize play plod ply podcast point pop
pose posture practice praise pray present preside press prevail preview proceed procrastinate profit profiteer progress prosper protest pry punish
punt pursue putt question quit quote rampage rappel react read reciprocate reconsider recuse redraft reenter refrain refuse rehear rehearse reject rejoin
relearn relent relinquish relocate rely reopen repeat reply report repost reread reselect reshare reside resign resist resit respawn respond rest
resume retake retaliate rethink retire revel review revise revisit revolt rewatch ride ring riot risk roam roost rove row rummage run rush sacrifice
sail saunter save say scavenge scoot scramble scrimmage scrimp scroll scrounge scull search secede seduce select share shine shirk shoo shortlist
shoulder shout shower shun sidestep sightsee sing sip sit skate skateboard sketch ski skid skim skimp skip skirmish skydive slack slay sleep slide
slog slump smash smile smooch snack sneak sneeze snoop snooze snorkel snowboard snub socialize sojourn spar speak spectate speed spend splash splurge
spurn spy squabble squander squat stand star stargaze steer stick stockpile stomp stoop stop stream strike strive struggle strum study subsist succumb
surf surface surrender swagger swap swear swerve swim swipe swoop talk tamper tango tarry taste taxi teach tease tee tell testify thank think tip toil
transgress travel traverse tread trek trespass triumph truant trust try tussle tutor tweet type unban unblock uncheck uncover understand unfavorite
unfollow unfriend unhide unite unlearn unlike unmute unpark unpause unpin unsave unseal unsnooze unstar untick usurp utter vacation vanquish venture
vie view visit vlog voice vomit voyage wade waffle wager wait wake walk waltz wander waste watch water wave wear weep wheedle whisper whistle wield
windsurf wink wishlist withstand woo work wrestle write yawn yell yield yodel zoom
`,
  observations: `
ascertain assess audit auscultate benchmark census compare contrast count deduce detect diagnose discover eavesdrop encounter
estimate evaluate examine explore feel film find forecast foresee gauge gaze glimpse hypothesize infer investigate mark measure meter
monitor notice observe overestimate overhear palpate patrol peek perceive peruse photograph postulate predict presume probe profile rank rate reassess
recognize recount redetect reestimate reevaluate remark remeasure rerank rerate rescan rescore reweigh sample scan score scout scrutinize
see sense sight smell snapshot sniff sound speculate spot spotcheck stare survey suspect tally theorize touch track underestimate
videotape weigh wiretap witness xray
`,
  records: `
accrue accumulate aggregate amortize annotate archive backdate bookkeep budget calculate caption catalog categorize chargecode chronicle classify
clock date define delist depreciate describe docket document enumerate flag footnote gazette initial inventory itemize journal label ledger
list log markup memorialize minute name note number plan price recalculate recategorize reclassify recompute record redefine redescribe relabel rename
renumber replan reprice rerecord respecify retag retitle specify subtotal sum tag title total unarchive unflag untag vest
`,
  clocks: `
affect age alight alternate appear appreciate approach arise arrive awaken backfire bear become beep befall bleed blink bloom blossom blow board boom
born bottom brighten buckle burn burst buzz calve capsize cause cave cease chime choke circle clash clog coincide collapse collide come concede
conceive congest contaminate converge corrode cost crack crash crest cross crystallize curdle dampen darken dawn deboard decay decrease decrement
deflate degrade demote dent depart derail deteriorate devalue deviate die dim dip disappear disembark dock drift due ebb eclipse elapse embark emerge
end endanger erode erupt evaporate evolve exceed expire explode fade fall farrow finish fire flare flicker flock flood fluctuate foal foul fruit
germinate get go grow hack hail happen hatch hibernate hinder hurt impact impede incline increase increment incur inflate influence injure intersect
involve jam jump kill lag lamb land lapse leak lose mature meander melt misfire moisten molt moor multiply mutate near obstruct occupy occur oscillate
outgrow outlast outlive outsell overbid overheat overlap overrun overshoot ovulate oxidize peak persist plateau plunge pollute proliferate promote
provoke quake rain rally reach reappear rebound recede receive recoil recuperate recur relapse relegate remain ricochet rip ripen rise rock rollover
rot rumble rust sag saturate scratch shatter shoal shrink silt sink slacken slip snap snow soil sour spark spawn spike spill spit splinter spoil
spring sprout sputter squirt stagnate stall stay steal sting stink stray strengthen stretch stride stumble stutter subside substitute suffer sunburn
surge swallow swarm sway swell tackle taint taper tarnish thaw threaten thunder tick tilt topple trend trip tumble turn unblind underbid undercut
undergo undershoot undock vandalize vanish veer vibrate wane warp weaken whelp wilt win wither wobble worsen wound wrinkle yellow
`,
  announcements: `
adjourn advertise alert announce arrest caution convene curse declare decree detain disband discipline disclose dissolve establish explain feature
fine foretell forewarn found headline herald highlight mandate mislead misread misspell misspend nationalize pardon penalize privatize proclaim
promulgate publicize reprimand retell reveal rule sanction sentence state toll unionize unveil warn
arraign censor decriminalize dedicate dictate embargo empanel enact gerrymander institute institutionalize instruct prorogue redistrict
`,
  harms: `
abduct abuse accost ambush annihilate assail assassinate assault attack batter bedevil befoul betray blackmail bludgeon bomb bombard browbeat
brutalize bully burglarize burgle cheat claw clobber cripple damage debilitate deceive deface defile defraud demoralize deprave desecrate despoil
destroy devastate devour disfigure electrocute embezzle ensnare entangle entrap eradicate extort gash goad gore gouge hamper harass harm highjack
hijack hoodwink hound impair impale imperil incapacitate infest infiltrate intimidate intoxicate invade irritate kidnap lacerate maim maltreat mangle
massacre maul menace misappropriate misdirect mishandle mistreat misuse mug murder mutilate obliterate oppress ostracize overpower overwhelm persecute
pester pilfer pillage plague plunder poach poison prey pummel purloin raid ram ransack ravage rob sabotage scald scam shipwreck shoplift slander slash
smuggle snatch spear stab strangle swindle terrorize thrash thwart torch torment torture trample trap traumatize trounce undermine uproot victimize
violate wallop whack wreck
`,
  feelings: `
abhor admire adore amaze amuse anger annoy anticipate appall arouse astonish astound await awe baffle befuddle believe bemuse beware bewilder cherish
confound confuse conjecture consider dare daunt deem delight deplore desire despair despise detest disappoint disapprove disbelieve discern disgust
dishearten disillusion dismay displease distract distress distrust disturb doubt dread embarrass embitter empathize enchant enrage enthuse envision
envy exasperate excite expect fancy fascinate fathom fear fret frighten frustrate fuss grieve grudge hanker hate hesitate hope horrify humiliate
idolize imagine impress infuriate intrigue irk lament loathe lust marvel meditate memorize miscalculate misconstrue misinterpret misjudge mistrust
mull muse obsess offend outrage overlook overreact panic perplex please ponder preoccupy puzzle realize reckon recollect reflect regret rejoice relish
remember reminisce repent repulse revere savor scare scheme scorn shock startle stupefy suppose surmise surprise sympathize tempt terrify thrill
tolerate trouble unnerve vex wonder worry worship yearn
`,
  sayings: `
accede acclaim accuse acquaint acquiesce admonish advocate affront allege allude argue assert avow badmouth banter beckon befog belittle bemoan berate
beseech besmirch bicker blab blurt cajole carp castigate censure chant chatter chide coax commiserate communicate compliment condemn condole condone
confide confute contradict converse convince crow cuss decry defame demur denigrate denounce deride digress disagree disavow disclaim discourage
disown disparage dissuade divulge echo elaborate elucidate emphasize enjoin entreat enunciate exaggerate excuse exhort expostulate extol falsify feign
fib flatter fulminate gab grouse harangue heckle hint hype implicate implore imply incite incriminate insinuate insist instigate insult intercede
interject interrogate intimate inveigh jeer jest jibe lambaste lampoon laud libel lobby malign moralize mutter nag narrate natter opine orate
paraphrase parley parrot patronize phrase pontificate portend portray posit prattle preach prejudge presage pretend profess prognosticate pronounce
prophesy propound proselytize purport quarrel quibble quip rant rave reaffirm reassert rebuke rebut recant recite refute reiterate remonstrate renege
renounce rephrase reproach reprove retort revile ridicule scoff scold scribble signal signify slur snitch stammer stipulate taunt tout traduce
understate urge vent vilify vindicate vociferate wisecrack
`,
  mistakes: `
overbook overcharge overcook overdose overdraw overexpose overfill overinsure overload overpack overpay overprint
overrate oversell overstock ruin scandalize underbill undercharge underdeliver underfill underfund underinsure underpay underprice underreport undersell
understock waterlog
`,
  courses: `
absorb accentuate adulterate affiliate afflict ally amass annex antedate appease atone avenge bankrupt barricade barter benefit besiege biodegrade bolster
captivate civilize colonize comprehend conceal conceptualize conquer constrain corrupt counteract counterclaim crosspost decimate democratize denature
deplete deprive desensitize destabilize differentiate disadvantage discriminate disincentivize disorient disprove disrupt distort dominate egress
embolden embrace emote empower encircle endow enlighten enliven enslave enthrone entice entrust envelop eschew evidence evince expend experience extrapolate
familiarize forestall formalize glamorize govern guesstimate handicap humanize hypnotize ideate immortalize impart impinge incentivize incense instill
jeopardize juxtapose lionize lull lure mystify notch obfuscate obsolete obviate outclass outdate outmaneuver outperform outrank outvote overshadow pacify
pamper penetrate petrify politicize popularize postdate predate preempt prorate quell radicalize ration rationalize recline repin retweet revitalize
revolutionize ruffle satirize scapegoat shortsell stereotype stifle stigmatize stonewall subdue subjugate superlike supersede supplant surcharge symbolize
telecommute telework titillate totalize transcend trivialize typify uninvite unleash upheave upstage urbanize utilize waylay weaponize wed
`,
};

/**
 * Verbs of a person's own doing, of requests, clocks, sensors and records: what they tell cannot go otherwise, it has
 * happened. A reaction that emits such an event needs no failure event either.
 */
export const factVerbs: ReadonlySet<string> = new Set([...wordSet(Object.values(FACTS).join(' ')), ...happeningVerbs]);
