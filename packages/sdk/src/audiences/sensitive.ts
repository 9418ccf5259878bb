/**
 * Detects sensitive groups that audiences must not target. This is broader than the detection for items
 * (content/article9.ts), because a phrase can name a group in a few words, and because a site can reword a phrase that
 * was wrongly refused.
 */

import { ADDICTION } from './sensitive-words/addiction.ts'
import { CRIMINAL_RECORD } from './sensitive-words/criminal-record.ts'
import { DISABILITY } from './sensitive-words/disability.ts'
import { GENETICS } from './sensitive-words/genetics.ts'
import { HARDSHIP } from './sensitive-words/hardship.ts'
import { HEALTH, ORGANS } from './sensitive-words/health.ts'
import { LOOKALIKES } from './sensitive-words/lookalikes.ts'
import { COUNTRIES, MIGRATION, NATIONS, ORIGIN, PEOPLE } from './sensitive-words/origin.ts'
import { POLITICS } from './sensitive-words/politics.ts'
import { RELIGION } from './sensitive-words/religion.ts'
import { SEXUALITY } from './sensitive-words/sexuality.ts'
import { UNIONS } from './sensitive-words/unions.ts'
import { type Found, WordList } from './word-list.ts'

/** The only kind that isn't a special category of personal data. */
export const HARDSHIP_KIND = 'hardship, grief or care'

const NAMED = {
  country: COUNTRIES,
  kin: 'mother, father, mum, mom, dad, parent, child, baby, son, daughter, brother, sister, husband, wife, partner, spouse, twin, grandparent, friend',
  nation: NATIONS,
  nationals: NATIONS.replace(/,|$/g, 's$&'),
  organ: ORGANS,
  people: PEOPLE,
  work: 'film, movie, cinema, novel, thriller, drama, series, serial, show, sitcom, comedy, game, mystery, story, fiction, cartoon, comic, musical, opera, documentary, scene',
}

const build = () => ({
  lookalikes: new WordList([[true, LOOKALIKES]], NAMED),
  kinds: new WordList(
    [
      ['health', HEALTH],
      ['health', DISABILITY],
      ['health', ADDICTION],
      ['genetics', GENETICS],
      ['religion or belief', RELIGION],
      ['trade unions', UNIONS],
      ['politics', POLITICS],
      ['sex life or orientation', SEXUALITY],
      ['criminal records', CRIMINAL_RECORD],
      ['ethnic origin', ORIGIN],
      ['ethnic origin', MIGRATION],
      [HARDSHIP_KIND, HARDSHIP],
    ],
    NAMED,
  ),
})

/** Built when they are first needed. */
let lists: ReturnType<typeof build> | undefined

/** Replaces harmless words and phrases that look like sensitive ones with spaces, unless a longer sensitive phrase has them. */
export function withoutFalsePositives(text: string): string {
  lists ??= build()
  const groups = lists.kinds.find(text)
  const isPartOfGroup = ({ start, end }: Found<unknown>) =>
    groups.some((group) => group.start <= start && end <= group.end && end - start < group.end - group.start)
  return lists.lookalikes
    .find(text)
    .filter((found) => !isPartOfGroup(found))
    .reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text)
}

/** The sensitive category that an English text is about; undefined if none is found. */
export function sensitiveKind(text: string): string | undefined {
  lists ??= build()
  return lists.kinds.find(text)[0]?.value
}
