/**
 * Russian setting: a dash never begins a line, and a preposition never ends one. The spaces between become no-break ones;
 * everything that reads texts takes them for spaces.
 */
const beforeDash = / (?=—)/g
/** Words of one or two letters, and the three-letter prepositions that hang most visibly. */
const short = /(?<=^|[\s«(])([а-яё]{1,2}|для|без|при|под|над|про|изо) (?=\S)/giu

export function typeset(text) {
  // Two short words in a row: the second begins where the first match has ended, so it takes a second round.
  return text.replace(beforeDash, '\u00a0').replace(short, '$1\u00a0').replace(short, '$1\u00a0')
}
