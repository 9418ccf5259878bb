/**
 * Russian typography: uses no-break spaces to keep dashes from starting a line and prepositions from ending one. Text
 * processing treats no-break spaces as spaces.
 */
const beforeDash = / (?=—)/g
/** Words of one or two letters, and the most common three-letter prepositions. */
const short = /(?<=^|[\s«(])([а-яё]{1,2}|для|без|при|под|над|про|изо) (?=\S)/giu

export function typeset(text) {
  // Applied twice, because matches of consecutive short words overlap.
  return text.replace(beforeDash, '\u00a0').replace(short, '$1\u00a0').replace(short, '$1\u00a0')
}
