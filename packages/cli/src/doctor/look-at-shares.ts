/** Checks whether ranking has enough data to be useful, is fast enough, and predicts clicks. */
import type { Device } from '../../../measure/src/estimator/device.ts'
import { LEAST_DEVICES } from '../../../measure/src/estimator/measure.ts'
import { sequentialMultiplier } from '../../../measure/src/estimator/sequential.ts'
import type { Count } from '../../../sdk/src/types.ts'
import { ALPHA } from './compare-arms.ts'
import { type Finding, percent } from './finding.ts'

/** Below this share of lists with known interests, few readers can benefit. */
const FEW_KNOWN = 0.2
/** Above these shares, something is wrong with the model or the page. */
const MANY_COLD = 0.25
const MANY_SLOW = 0.05
const MANY_UNKNOWN = 0.05
/** Maximum relative difference between actual and predicted clicks on the first three places. */
export const OFF = 0.2

export const countOf = ({ counts, before }: Device, name: Count) => (counts[name] ?? 0) + (before?.[name] ?? 0)
const sumOf = (devices: readonly Device[], name: Count) =>
  devices.reduce((sum, device) => sum + countOf(device, name), 0)

/** A ratio of counts, with an interpretation for values that are too small or too large. */
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
    says: (whole, share) => `Of ${whole} lists, ${share} were ordered by something known of the reader.`,
    todo: 'Most views are first views, or Safari has deleted what was known after seven days: mark lists where readers come back, and count on no more uplift than that share allows.',
  },
  {
    of: 'cold',
    part: 'cold',
    whole: 'item',
    isWrong: (share) => share > MANY_COLD,
    says: (whole, share) => `Of ${whole} items, ${share} had no vector when they were ordered.`,
    todo: "Ask inkling.status() on a page why: is the model's language the page's, is the table downloaded, do titles consist of words that it knows? Vectors made beforehand (npx --no inkling embed) are there at once.",
  },
  {
    of: 'words',
    part: 'unknown',
    whole: 'piece',
    isWrong: (share) => share > MANY_UNKNOWN,
    says: (whole, share) =>
      `Of ${whole} pieces of words that the model read, ${share} were words that it doesn't know.`,
    todo: "A text is read in another language than it is written in: let lang say which one it is, on the page or on the item, and bring that language's pack (data-languages).",
  },
  {
    of: 'time',
    part: 'slow',
    whole: 'list',
    isWrong: (share) => share > MANY_SLOW,
    says: (whole, share) => `Of ${whole} rankings, ${share} took more than 50 ms.`,
    todo: 'Mark shorter lists, or take data-diversity off: it compares each item with others.',
  },
]

function lookAt({ of, part, whole, isWrong, says, todo }: Look, devices: readonly Device[]): Finding {
  const all = sumOf(devices, whole)
  const share = sumOf(devices, part) / all
  const sentence = says(all, percent(share))
  return isWrong(share) ? { level: 'warning', of, says: sentence, todo } : { level: 'fine', of, says: sentence }
}

/** Uses the control arm only: where the order is Inkling's own, it influences the clicks. */
function forecastOf(devices: readonly Device[], control: string): Finding {
  const judged = devices.filter((device) => device.arm === control && countOf(device, 'judged') > 0)
  if (judged.length < LEAST_DEVICES)
    return {
      level: 'open',
      of: 'forecast',
      says: `What is foreseen is judged by 1,000 devices of ${control} with a click in a list: there are ${judged.length}.`,
    }
  const n = judged.length
  const gaps = judged.map((device) => countOf(device, 'hit') - countOf(device, 'foreseen'))
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / n
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (n - 1)
  const reach = sequentialMultiplier(n, ALPHA) * Math.sqrt(variance / n)
  const [hit, foreseen] = [sumOf(judged, 'hit'), sumOf(judged, 'foreseen')]
  const says = `In ${control} the three items with the highest scores got ${hit} clicks, and ${foreseen.toFixed(0)} were foreseen.`
  if (Math.abs(mean) <= reach || Math.abs(hit / foreseen - 1) <= OFF) return { level: 'fine', of: 'forecast', says }
  return {
    level: 'warning',
    of: 'forecast',
    says,
    todo:
      mean < 0
        ? 'The ranker promises more than it keeps: readers or items have changed since it was fitted, or were never like those of the log; fit one on your own log (npx --no inkling fit), or lower data-strength.'
        : 'The ranker is too cautious for this site: one that is fitted on your own log (npx --no inkling fit) would move more.',
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
  // Skips ratios without data: for example, all texts may have had cached vectors.
  const looks = LOOKS.filter(({ whole }) => sumOf(devices, whole))
  return [...looks.map((each) => lookAt(each, devices)), forecastOf(devices, control)]
}
