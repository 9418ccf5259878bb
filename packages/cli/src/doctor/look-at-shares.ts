/** Checks whether ranking has enough data to be useful, is fast enough, and predicts clicks. */
import type { Device } from '../../../measure/src/estimator/device.ts'
import { LEAST_DEVICES } from '../../../measure/src/estimator/measure.ts'
import { sequentialMultiplier } from '../../../measure/src/estimator/sequential.ts'
import type { Count } from '../../../sdk/src/types.ts'
import { ALPHA } from './compare-arms.ts'
import { type Finding, percent } from './finding.ts'

/** Minimum share of lists for which the reader's interests are known; below this, few readers can benefit. */
const FEW_KNOWN = 0.2
/** Shares above these indicate a problem with the model or the page. */
const MANY_COLD = 0.25
const MANY_SLOW = 0.05
const MANY_UNKNOWN = 0.05
/** Maximum relative difference between the actual and the predicted number of clicks on the top three places. */
export const OFF = 0.2

export const countOf = ({ counts, before }: Device, name: Count) => (counts[name] ?? 0) + (before?.[name] ?? 0)
const sumOf = (devices: readonly Device[], name: Count) =>
  devices.reduce((sum, device) => sum + countOf(device, name), 0)

/** A ratio of two counts, with the finding to report if it is too small or too large. */
interface Look {
  readonly of: string
  readonly part: Count
  readonly whole: Count
  readonly isWrong: (share: number) => boolean
  readonly says: (whole: number, share: string) => string
  readonly todo: string
}

const LOOKS: readonly Look[] = [
  {
    of: 'known',
    part: 'known',
    whole: 'list',
    isWrong: (share) => share < FEW_KNOWN,
    says: (whole, share) => `Of ${whole} lists, ${share} were ordered with a history of the reader.`,
    todo: 'Most views are first visits, or Safari has deleted the history after seven days: mark lists where readers return, and expect no more uplift than this share allows.',
  },
  {
    of: 'cold',
    part: 'cold',
    whole: 'item',
    isWrong: (share) => share > MANY_COLD,
    says: (whole, share) => `Of ${whole} items, ${share} had no vector when they were ordered.`,
    todo: "Check inkling.status() on a page: does the model's language match the page's, is the table downloaded, does it know the titles' words? Vectors that the site makes beforehand (npx --no inkling embed --pages, data-vectors) are available at once.",
  },
  {
    of: 'words',
    part: 'unknown',
    whole: 'piece',
    isWrong: (share) => share > MANY_UNKNOWN,
    says: (whole, share) => `Of ${whole} word pieces read by the model, ${share} were unknown to it.`,
    todo: "Texts are read with the wrong language's pack: set lang on the page or the item, and add that language's pack (data-languages).",
  },
  {
    of: 'time',
    part: 'slow',
    whole: 'list',
    isWrong: (share) => share > MANY_SLOW,
    says: (whole, share) => `Of ${whole} rankings, ${share} took more than 50 ms.`,
    todo: 'Mark shorter lists, or remove data-diversity, which compares each item with the others.',
  },
]

function lookAt({ of, part, whole, isWrong, says, todo }: Look, devices: readonly Device[]): Finding {
  const all = sumOf(devices, whole)
  const share = sumOf(devices, part) / all
  const sentence = says(all, percent(share))
  return isWrong(share) ? { level: 'warning', of, says: sentence, todo } : { level: 'fine', of, says: sentence }
}

/** Uses only the control arm, because in the other arms Inkling's order influences the clicks. */
function forecastOf(devices: readonly Device[], control: string): Finding {
  const judged = devices.filter((device) => device.arm === control && countOf(device, 'judged') > 0)
  if (judged.length < LEAST_DEVICES)
    return {
      level: 'open',
      of: 'forecast',
      says: `Predictions are judged on 1,000 or more devices of ${control} with a click in a list; there are ${judged.length}.`,
    }
  const n = judged.length
  const gaps = judged.map((device) => countOf(device, 'hit') - countOf(device, 'foreseen'))
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / n
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (n - 1)
  const reach = sequentialMultiplier(n, ALPHA) * Math.sqrt(variance / n)
  const [hit, foreseen] = [sumOf(judged, 'hit'), sumOf(judged, 'foreseen')]
  const says = `In ${control} the three items with the highest scores got ${hit} clicks; ${foreseen.toFixed(0)} were predicted.`
  if (Math.abs(mean) <= reach || Math.abs(hit / foreseen - 1) <= OFF) return { level: 'fine', of: 'forecast', says }
  return {
    level: 'warning',
    of: 'forecast',
    says,
    todo:
      mean < 0
        ? 'The ranker is overconfident: readers or items have changed since it was fitted, or differ from its log. Fit one to your own log (npx --no inkling fit), or lower data-strength.'
        : 'The ranker is too cautious for this site: one fitted to your own log (npx --no inkling fit) would move more.',
  }
}

export function checkShares(devices: readonly Device[], control: string): Finding[] {
  if (!sumOf(devices, 'list'))
    return [
      {
        level: 'open',
        of: 'lists',
        says: 'No list was ordered on these devices.',
        todo: 'Run await inkling.check() on a page with lists.',
      },
    ]
  // Skip ratios without data; for example, every text may have had a cached vector.
  const looks = LOOKS.filter(({ whole }) => sumOf(devices, whole))
  return [...looks.map((each) => lookAt(each, devices)), forecastOf(devices, control)]
}
