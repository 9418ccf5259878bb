/**
 * What finds a word that begins so, in any case. A topic of article 9 a line: health; religion and belief; politics; ethnic origin; trade
 * unions; sex life and orientation; genetics.
 *
 * @param lists of patterns, each from a word's beginning
 */
export const beginnings = (...lists: readonly RegExp[]): RegExp =>
  new RegExp(String.raw`(?:^|[^\p{L}])(?:${lists.map(({ source }) => source).join('|')})`, 'iu')
