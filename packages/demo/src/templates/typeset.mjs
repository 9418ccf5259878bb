/**
 * Russian typography: keeps dashes from starting a line and prepositions from ending one, with no-break spaces, which
 * text processing treats as spaces.
 */
const beforeDash = / (?=—)/g
/** Words of one or two letters, and the most common three-letter prepositions. */
const short = /(?<=^|[\s«(])([а-яё]{1,2}|для|без|при|под|над|про|изо) (?=\S)/giu

export function typeset(text) {
  // Applied twice, because consecutive short words overlap in a match.
  return text.replace(beforeDash, '\u00a0').replace(short, '$1\u00a0').replace(short, '$1\u00a0')
}
