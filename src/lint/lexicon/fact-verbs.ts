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
abandon accelerate access accompany achieve adopt advance advise answer apologize applaud ascend attain attend audition author autoplay awake ban bang
bargain bark bat bathe beat befriend behold bequeath bet bike bite blame block blog bluff blush boast boo bookmark borrow bow bowl boycott brag
brainstorm brake break breastfeed browse bump busk call catch celebrate chat checkout cheer choose clap click climb cling coach comment commute
confess congratulate consult cough cram creep criticize crowd cry cuddle curl curtsey cycle dance deal debate decelerate decide decline defeat
deliberate demonstrate deny depress descend deselect deserve dial dine discuss dislike dive divorce dodge doubleclick doubletap doze draft drag dream
dribble drink drive drop duel dwell earn eat emigrate endure engage enjoy enter escape evade exclaim exercise exit express faint favorite fight flee
fling flirt float fly follow forbid force forget forgo frown gain gamble gift gossip graduate greet guess haggle have hear hide hike hit holiday honk
hoot hover hug hum idle ignore immigrate inherit input interview introduce intrude jog join joke juggle kiss kneel knock know laugh lean leap learn
leave lecture lend let lie like limp linger listen loiter longpress look loot love lunch lurk march marry mean meet mention mentor merit message
mishear mislay miss mistake misunderstand mourn mute nap negotiate nod obey open outdo outrun outspend overcome overeat oversleep overspend overtake
owe own paddle park partake participate pause peddle pen phone picket pin pinch pitch plagiarize play podcast pop practice praise pray present press
preview proceed progress protest punt putt quit quote react read reconsider redraft reenter refuse rehear rehearse reject rejoin relearn relocate
reopen repeat reply report repost reread reselect reshare resign resit respawn respond rest resume retake rethink retire review revise revisit rewatch
ride ring roam roost row run sail save say scroll search select share shine shortlist shoulder shout shower sing sip sit skate sketch ski skid skim
skip slay sleep slide slump smash smile snack sneeze snooze speak speed spend splash squat stand star steer stick stop stream strike strive study surf
surface swear swerve swim swipe swoop talk tamper taste taxi teach tease tee tell testify thank think tip travel tread trespass trust try tutor tweet
type unban unblock uncheck understand unfavorite unfollow unfriend unhide unlearn unlike unmute unpark unpause unpin unsave unseal unsnooze unstar
untick utter vacation view visit vlog voice vomit wade wager wait wake walk wander watch wave wear weep whisper whistle wink wishlist withstand write
yawn yell yield zoom
`,
  observations: `
ascertain assess audit auscultate benchmark census compare contrast count crosscheck deduce detect diagnose discover doublecheck eavesdrop encounter
estimate evaluate examine explore factcheck feel film find forecast foresee gauge gaze glimpse hypothesize infer investigate mark measure meter
monitor notice observe overestimate overhear palpate patrol peek perceive peruse photograph postulate predict presume probe profile rank rate reassess
recognize recount redetect reestimate reevaluate remark remeasure rerank rerate rescan rescore reweigh sample sanitycheck scan score scout scrutinize
see sense sight smell snapshot sniff sound speculate spot spotcheck stare survey suspect tally theorize touch trace track triangulate underestimate
videotape weigh wiretap witness xray
`,
  records: `
accrue accumulate aggregate amortize annotate archive backdate bill bookkeep budget calculate caption catalog categorize chargecode chronicle classify
clock date define delist depreciate describe docket document enumerate flag footnote gazette initial inventory invoice itemize journal label ledger
list log markup memorialize minute name note number plan price recalculate recategorize reclassify recompute record redefine redescribe relabel rename
renumber replan reprice rerecord respecify retag retitle specify subtotal sum tag title total unarchive unflag untag vest
`,
  clocks: `
affect age alight alternate appear appreciate approach arise arrive awaken backfire bear become beep befall bleed blink bloom blossom blow board boom
born bottom brighten buckle burst buzz calve capsize cause cave cease chime choke clash clog coincide collide come concede conceive congest
contaminate converge corrode cost crash crest cross curdle dampen darken dawn deboard decay decrease decrement deflate degrade demote dent depart
derail deteriorate devalue deviate die dim disappear disembark dock drift due ebb eclipse elapse embark emerge end endanger erode erupt evolve exceed
expire explode fade fall farrow finish fire flare flicker flock flood fluctuate foal foul fruit germinate get go grow hack happen hatch hibernate
hinder hurt impact impede incline increase increment incur inflate influence injure intersect involve jam kill lag lamb land lapse leak lose mature
meander misfire moisten molt moor multiply mutate near obstruct occupy occur oscillate outgrow outlast outlive outsell overbid overheat overlap
overrun overshoot ovulate oxidize peak persist plateau plunge pollute proliferate promote provoke quake rain rally reach reappear rebound recede
receive recoil recuperate recur relapse relegate remain ricochet rip ripen rise rock rollover rot rumble rust sag saturate scratch shatter shoal
shrink silt sink slacken slip snap snow soil sour spawn spike spill spit splinter spring sprout sputter stagnate stall stay steal sting stink stray
strengthen stretch stride stumble stutter subside substitute suffer sunburn surge swallow swarm sway swell tackle taint taper tarnish threaten thunder
tick tilt topple trend trip tumble turn unblind underbid undercut undergo undershoot undock vandalize vanish veer vibrate wane warp weaken whelp wilt
win wither wobble worsen wound wrinkle yellow
`,
  announcements: `
adjourn advertise alert announce arrest caution convene curse declare decree detain disband discipline disclose dissolve establish explain feature
fine foretell forewarn found headline herald highlight mandate mislead misread misspell misspend nationalize pardon penalize privatize proclaim
promulgate publicize reprimand retell reveal rule sanction sentence state toll unionize unveil warn
`,
};

/**
 * Verbs of a person's own doing, of requests, clocks, sensors and records: what they tell cannot go otherwise, it has
 * happened. A reaction that emits such an event needs no failure event either.
 */
export const factVerbs: ReadonlySet<string> = wordSet(Object.values(FACTS).join(' '));
