/**
 * Polish stemmer based on Snowball's algorithm (snowballstem.org/algorithms/polish/stemmer.html, since Snowball 3.1),
 * implemented here because no npm package provides it. Apostrophes aren't handled, since no word here contains one.
 */

const VOWELS = 'aeiouyóąę'
/** Conditional endings, removed first. */
const CONDITIONAL = /by(?:m|ś|śmy|ście)?$/

/** Endings, grouped by how they are replaced. The longest matching ending applies. */
const TAKEN =
  'ąca ająca sza iejsza ała iała iła ąc ając ące ające cie acie ecie icie ajcie aliście ieliście iliście ałyście iałyście iłyście sze iejsze ali ieli ili aj am ałam iałam iłam ałem iałem iłem ało iało iło amy emy imy aliśmy ieliśmy iliśmy ałyśmy iałyśmy iłyśmy ały iały iły asz esz isz ącą ającą ają iejszą ać ieć ić ąć aść eść ę ał iał ił ałaś iałaś iłaś ałeś iałeś iłeś'
/** Removed only within R1. */
const TAKEN_LATE = 'a ia e ie ach iach i ami iami owi iowi em iem om iom o u iu ów ą ią'
const BECOME_S = 'sząca szące szącą szę'
/** Removed if it is within R1; replaced with s if it is before R1. */
const TAKEN_OR_S = 'szą'
const BECOME_Ł = 'liście łyście liśmy łyśmy łaś łeś'
/** Adjective endings. A participle or comparative ending may precede them. */
const ADJECTIVE = 'ich ych imi ymi ej iej im ym ego iego emu iemu y'

type Fate = 'taken' | 'late' | 's' | 'late or s' | 'ł' | 'adjective'
const fates = new Map<string, Fate>(
  (
    [
      ['taken', TAKEN],
      ['late', TAKEN_LATE],
      ['s', BECOME_S],
      ['late or s', TAKEN_OR_S],
      ['ł', BECOME_Ł],
      ['adjective', ADJECTIVE],
    ] as const
  ).flatMap(([fate, endings]) => endings.split(' ').map((ending) => [ending, fate] as const)),
)
const LONGEST = Math.max(...Array.from(fates.keys(), (ending) => ending.length))
/** Soft consonants of uninflected forms, and their counterparts in inflected forms. */
const SOFT = 'ćńśź'
const HARD = 'cnsz'
/** Minimum length of a stem. */
const SHORTEST_STEM = 2

/** Start of Snowball's region R1: after the first consonant that follows a vowel. */
function regionOf(word: string): number {
  let at = 0
  while (at < word.length && !VOWELS.includes(word[at]!)) at++
  if (at === word.length) return at
  while (at < word.length && VOWELS.includes(word[at]!)) at++
  return Math.min(at + 1, word.length)
}

/** @returns undefined when no ending can be removed */
function withoutEnding(word: string, region: number): string | undefined {
  for (let at = Math.max(SHORTEST_STEM, word.length - LONGEST); at < word.length; at++) {
    const fate = fates.get(word.slice(at))
    if (!fate || (fate === 'late' && at < region)) continue
    const rest = word.slice(0, at)
    if (fate === 's' || (fate === 'late or s' && at < region)) return `${rest}s`
    if (fate === 'ł') return `${rest}ł`
    return fate === 'adjective' ? withoutParticiple(rest) : rest
  }
  return undefined
}

function withoutParticiple(word: string): string {
  // The minimum stem length applies here as well.
  const [kept, end] = [word.slice(0, SHORTEST_STEM), word.slice(SHORTEST_STEM)]
  return kept + end.replace(/sząc$/, 's').replace(/(?:ają|ą)c$|(?:iej)?sz$/, '')
}

/** @param word in lower case */
export function stemPolish(word: string): string {
  const region = regionOf(word)
  const plain = word.slice(0, region) + word.slice(region).replace(CONDITIONAL, '')
  const stem = plain.length < SHORTEST_STEM ? undefined : withoutEnding(plain, region)
  if (stem !== undefined) return stem
  const soft = plain.length > 1 ? SOFT.indexOf(plain.at(-1)!) : -1
  return soft < 0 ? plain : plain.slice(0, -1) + HARD[soft]
}
