import { wordSet } from './word-set.js';

/** Verbs in American spelling of what things and beings do by themselves, by how it shows. */
const HAPPENINGS: Readonly<Record<string, string>> = {
  sounds: `
babble bawl bay bellow blare blaze bleat bleep bong bray burble cackle caw cheep chink chirp chirrup chuckle chug clack clamor clang clank clatter
clink clomp clop cluck clunk coo coruscate crackle creak croak croon crunch dazzle ding drone fizz fizzle fluoresce gabble gibber gleam glimmer glint
glisten glitter glow gobble groan growl grunt gurgle hiss holler howl incandesce jangle jingle knell low luminesce meow mew moan moo mumble murmur
neigh oink patter peal peep phosphoresce plink plonk plop purr quack rasp rattle resound reverberate roar rustle scintillate scream screech scrunch
shimmer shriek shrill sigh sizzle snarl snore snort sparkle splat splutter squawk squeak squeal squelch swish swoosh throb thrum thud thump ting
tinkle toot trill trumpet twang twinkle twitter ululate wail warble wheeze whimper whine whinny whir whiz whizz whoop whoosh yap yelp yowl zing
`,
  changes: `
abate abound accrete ache acidify agglomerate aggravate attenuate avalanche bald balloon billow blacken blight blister bloat blot blotch blur bluster
bobble boomerang brim bruise bubble bud bulge bunch burgeon calcify careen cascade chafe chap char chip clabber clot cloud coagulate coalesce coarsen
coexist combust concuss conflagrate congeal convulse corrugate crater craze crease crinkle crisp crumble crumple culminate dangle dawdle deaden deepen
deform degenerate dehisce dehydrate desiccate devolve diffract dilapidate dilate diminish discolor disintegrate dissipate diverge double drip drizzle
droop drought dull dusk dwarf dwindle ease eddy effervesce effloresce elongate emanate embrittle encrust engorge engulf ensue evanesce exacerbate
falter fester firm fissure flake flatline flop flounder flow flower flurry flutter foam fog form fossilize fracture fragment fray frazzle freshen
froth fume gape gel glaciate gravitate gush gust halve heighten hemorrhage ice implode inch inflame intensify inundate jell jiggle judder lame
languish leach lengthen lessen liven loom lurch malfunction mar mellow metamorphose metastasize mildew mist mizzle molder morph mushroom necrose nick
nosedive nucleate ooze orbit ossify outnumber outpace outweigh overboil overflow overgrow overturn pale palpitate parch pelt perish permeate pervade
plummet pock precess prolapse protrude pucker puddle puff pulsate pulse puncture putrefy quadruple quaver quicken quintuple quiver radiate rage rarefy
ravel recrudesce redden redouble reek regress resonate resurge ripple roughen rupture sadden sallow scab scar scatter scorch scuff sear seep seethe
sever shallow sheer shiver short shrivel shudder sicken skew skyrocket sleet slither slop slosh slough slow smolder smoulder smudge smutch snag
snowball soar soften solidify spatter spew spiral splatter splay splotch sprain sprawl spurt squall squish stale steepen stiffen stipple storm
stratify streak sublimate sublime subsume suffocate sulk sunder suppurate surpass swamp sweat swelter swirl swivel tangle tatter tauten tear teem
teeter thrive throng tingle tire transpire tremble trickle triple twitch ulcerate unfold unravel vacillate vary volatilize waft wallow waver well
welter whirl wiggle wince wizen wreathe zigzag
`,
  bodies: `
bask belch blench bound breathe brood burp burrow canter caper cavort champ chew chomp clamber convalesce copulate cower cringe crouch defecate drool
drown drowse exhale famish fatigue feast fidget flail flap flinch flit frisk frolic gag gallop gargle gasp gawk gestate giggle glance glare glide
gnash gnaw goggle gorge grimace grin grovel gulp guzzle hallucinate hiccup hobble hop huddle hunger hyperventilate inhale itch jerk jostle lactate
laze leer lick lope lumber lunge menstruate metabolize miscarry munch nibble nip nuzzle pace pant paw peck pee perspire pounce prance preen prowl puke
pupate rear retch romp rouse ruminate salivate scamper scowl scurry scuttle shrug sidle skulk slaver slouch slumber slurp smirk sniffle snigger
snuffle snuggle sob sprint squint squirm stagger stalk stampede starve straggle stroll strut suck suckle sunbathe swoon thirst tiptoe toddle totter
traipse trot trudge twirl urinate waddle wag waggle waken wriggle writhe
`,
};

/**
 * Verbs of what happens by itself, by accident or by nature: cracks, leaks, floods, falls, coughs. Nobody orders it, so no
 * command has such a name, and it cannot go otherwise.
 */
export const happeningVerbs: ReadonlySet<string> = wordSet(Object.values(HAPPENINGS).join(' '));
