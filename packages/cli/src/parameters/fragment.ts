import { escapeHtml } from '../report/escape.ts'
import { en } from './en.ts'
import type { Counted, Parameters } from './parameters.ts'
import { ru } from './ru.ts'
import type { Wording } from './wording.ts'

export const WORDINGS: Readonly<Record<string, Wording>> = { en, ru }

/** Shares are rounded to multiples of this many per cent, because they aren't more precise. */
const STEP = 5

/**
 * Describes the main parameters in plain words as an HTML fragment, for articles 27 and 38 of the Digital Services Act.
 * It contains no script and no style; all text is escaped.
 *
 * @param language a key of {@link WORDINGS}
 */
export function fragment(parameters: Parameters, language: string): string {
  const wording = WORDINGS[language]!
  const { counts, tier, ranker, audience } = parameters
  const body =
    audience === 'children'
      ? [paragraph(wording.children)]
      : [
          ...wording.intro.map(paragraph),
          heading(wording.counts),
          list(counts.map((each) => `${wording.features[each.feature]}: ${shareOf(each, wording)}`)),
          paragraph(wording.shares),
          paragraph(wording.comparing[tier]),
          paragraph(wording.coldStart[parameters.coldStart]),
          heading(wording.rules),
          ...rulesOf(parameters, wording),
          heading(wording.never),
          list([
            ...wording.nevers,
            parameters.specialCategories ? wording.specialCategories : wording.noSpecialCategories,
          ]),
          heading(wording.change),
          list([...wording.changes, ...steeringOf(parameters, wording)]),
          heading(wording.without),
          ...wording.withouts.map(paragraph),
          paragraph(wording.ranker(ranker.name, ranker.version)),
        ]
  return [
    `<section class="inkling-parameters" lang="${language}">`,
    `<h2>${escapeHtml(wording.title)}</h2>`,
    ...body,
    '</section>',
    '',
  ].join('\n')
}

const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`
const heading = (text: string) => `<h3>${escapeHtml(text)}</h3>`
const list = (items: readonly string[]) =>
  ['<ul>', ...items.map((item) => `<li>${escapeHtml(item)}</li>`), '</ul>'].join('\n')

function shareOf({ share }: Counted, wording: Wording): string {
  if (share === undefined) return wording.unmeasured
  const percent = STEP * Math.round((100 * share) / STEP)
  return percent ? wording.share(percent) : wording.little
}

function steeringOf({ steering: { why, profile } }: Parameters, { steering }: Wording): string[] {
  const said = [...(why ? [...steering.why, steering.dial(why.explore)] : []), ...(profile ? steering.profile : [])]
  return said.length ? [...said, steering.lasts] : []
}

/** Returns one sentence for each enabled entry. */
const saidOf = <T extends object>(
  on: Partial<T>,
  sentences: { readonly [name in keyof T]: (value: never) => string },
) =>
  (Object.keys(sentences) as Array<keyof T>).flatMap((name) =>
    on[name] === undefined ? [] : [(sentences[name] as (value: unknown) => string)(on[name])],
  )

function rulesOf({ rules, floors = {} }: Parameters, { rule, floors: kept, noRules }: Wording): string[] {
  const said = [...saidOf(rules, rule), ...saidOf(floors, kept)]
  return [said.length ? list(said) : paragraph(noRules)]
}
