import { power as devicesNeeded } from '../../../measure/src/estimator/sample-size.ts'
import { InklingMisuse } from '../../../sdk/src/lib/errors/assert-usage.ts'
import { numberIn, percentIn } from '../measure/flags.ts'
import { type Column, list, numberColumn, table, textColumn } from '../report/document.ts'
import { toText } from '../report/to-text.ts'
import { print } from '../terminal/output.ts'
import { UsageError } from '../terminal/usage.ts'

export interface PowerFlags {
  readonly rate: string
  readonly uplift: string
  readonly deviation?: string | undefined
  readonly epsilon?: string | undefined
  readonly share?: string | undefined
  readonly power?: string | undefined
  /** New devices per day. */
  readonly perDay?: string | undefined
  readonly json: boolean
}

/** Noise levels reported by default: no noise, then increasing levels, up to the default ε of pages. */
const NOISES = [undefined, 3, 2, 1]

const grouped = (number: number) => number.toLocaleString('en-GB')

/** Computes how many devices an experiment needs. */
export async function power({
  rate,
  uplift,
  deviation,
  epsilon,
  share,
  power,
  perDay,
  json,
}: PowerFlags): Promise<void> {
  const isMean = deviation !== undefined
  const options = {
    rate: isMean ? numberIn('rate', rate, 0, 1e12) : percentIn('rate', rate, 0.000001, 1),
    uplift: percentIn('uplift', uplift, -1, 100),
    deviation: isMean ? numberIn('deviation', deviation, 0, 1e12) : undefined,
    share: share === undefined ? 0.5 : percentIn('share', share, 0.001, 0.999),
    power: power === undefined ? 0.8 : percentIn('power', power, 0.01, 0.999),
  }
  const noises = epsilon !== undefined ? [numberIn('epsilon', epsilon, 0.01, 10)] : isMean ? [undefined] : NOISES
  const daily = perDay === undefined ? undefined : numberIn('per-day', perDay, 1, 1e9)
  const rows = noises.map((noise) => {
    try {
      return { epsilon: noise ?? null, ...devicesNeeded({ ...options, epsilon: noise }) }
    } catch (cause) {
      if (cause instanceof InklingMisuse) throw new UsageError(cause.message.replace(/^inkling: /, ''))
      throw cause
    }
  })
  if (json) return print(`${JSON.stringify({ ...options, perDay: daily, rows })}\n`)
  const told = ({ control, treatment }: { control: number; treatment: number }) => [
    grouped(control),
    grouped(treatment),
    ...(daily === undefined ? [] : [grouped(Math.ceil((control + treatment) / daily))]),
  ]
  const heads = (looks: string): Column[] => [
    numberColumn(`${looks}: control`),
    numberColumn('other arm'),
    ...(daily === undefined ? [] : [{ head: 'time', unit: 'days', numeric: true }]),
  ]
  const body = rows.map(({ epsilon: noise, once, always }) => [
    noise === null ? 'none' : `ε ${noise}`,
    ...told(once),
    ...told(always),
  ])
  const report = {
    title: `Devices to see a change of ${uplift} from ${rate}`,
    blocks: [
      list([
        `detected with a probability of ${Math.round(options.power * 1000) / 10} %, with 5 % false positives`,
        'One look: results are read once. Any look: they are read as often as you like; most changes are detected with fewer devices',
      ]),
      table({ columns: [textColumn('noise'), ...heads('one look'), ...heads('any look')], rows: body }),
    ],
  }
  await print(toText(report))
}
