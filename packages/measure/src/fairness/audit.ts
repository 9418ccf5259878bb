/** Audits visits: computes each measure with an interval over readers, and treats all tests as one family. */
import { holm } from '../estimator/holm.ts'
import type { Draft, Finding } from './finding.ts'
import { Catalogue } from './measures/catalogue.ts'
import { Divergences } from './measures/divergences.ts'
import { Exposure } from './measures/exposure.ts'
import type { Family } from './measures/family.ts'
import { Fragmentation } from './measures/fragmentation.ts'
import { Groups } from './measures/groups.ts'
import { Narrowing } from './measures/narrowing.ts'
import { PopularityBias } from './measures/popularity.ts'
import { byReader, ITEM_DIMENSIONS, LEAST_READERS, type Survey, survey } from './survey.ts'
import type { Visit } from './visit.ts'

/** Probability that an audit raises any alarm although everything is within the limits. */
export const ALPHA = 0.05

export interface Audit {
  readonly survey: Survey
  /**
   * False if there are fewer than {@link LEAST_READERS} readers: figures are then reported, but no alarms are raised.
   */
  readonly enough: boolean
  readonly findings: readonly Finding[]
}

/**
 * Compares an order with the editors' order, with what readers opened and clicked, and between groups of readers. An
 * alarm means that a limit (finding.ts) is significantly exceeded; Holm's correction over all tests keeps false alarms
 * to 5 % of audits.
 *
 * @param visits in any order
 */
export function audit(visits: readonly Visit[]): Audit {
  const readers = byReader(visits)
  const found = survey(readers)
  const enough = found.readers >= LEAST_READERS
  const families: Family[] = [
    ...ITEM_DIMENSIONS.map((dimension) => new Exposure(found, dimension)),
    new Divergences(found),
    new Fragmentation(found),
    new Catalogue(found),
    new PopularityBias(found),
    new Narrowing(found),
    ...[...found.groups.keys()].map((dimension) => new Groups(found, dimension)),
  ]
  // Readers are assigned to blocks round-robin, so that a reader's block doesn't depend on their behaviour.
  readers.forEach((each, n) => {
    if (found.blocks) for (const family of families) family.add(each, n % found.blocks)
  })
  const drafts = families.flatMap((family) => family.drafts())
  return { survey: found, enough, findings: settle(drafts, enough) }
}

function settle(drafts: readonly Draft[], enough: boolean): Finding[] {
  const corrected = holm(drafts.flatMap(({ p }) => p ?? [])).values()
  return drafts.map(({ towards, p: raw, ...draft }) => {
    if (raw === undefined) return { ...draft, alarm: 'none' }
    const p = corrected.next().value!
    return { ...draft, p, alarm: enough && p < ALPHA ? towards : 'none' }
  })
}
