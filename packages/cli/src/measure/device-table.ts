/**
 * Reads a CSV of per-device totals: `device,arm,clicks,views,before_clicks,segment_platform`. Rows of the same device
 * are summed.
 */
import { parse } from 'csv-parse/sync'
import { COUNT } from '../../../measure/src/estimator/metric.ts'
import { Malformed } from '../evaluate/log/event-fields.ts'
import { LogError } from '../evaluate/log/lines.ts'
import type { DeviceStore } from './device-store.ts'
import { EXPOSURES, numberOf } from './event-log.ts'

const BEFORE = 'before_'
const SEGMENT = 'segment_'
/** Maximum columns of a table. */
const MOST = 200

/** Stores one row. */
export type TakeRow = (store: DeviceStore, text: string) => void

function cellsOf(line: string, delimiter: string): readonly string[] {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim())
  try {
    const [cells = []] = parse(line, { delimiter, relax_column_count: true, trim: true }) as string[][]
    return cells
  } catch {
    throw new Malformed("its quotes don't match")
  }
}

/**
 * @param header the first line
 * @param counted names of the counts that metrics need
 * @param hasBefore whether `before_` columns are used
 * @throws LogError if the header isn't valid
 */
export function tableOf(header: string, file: string, counted: ReadonlySet<string>, hasBefore: boolean): TakeRow {
  const text = header.replace(/^\uFEFF/, '').trim()
  const delimiter = [',', ';', '\t'].sort((a, b) => text.split(b).length - text.split(a).length)[0]!
  // Escape control characters in names, because error messages print them.
  const names = cellsOf(text, delimiter).map((name) => name.replace(/\p{C}/gu, '?'))
  if (names.length > MOST) throw new LogError(`${file} has ${names.length} columns, but at most ${MOST} are read`)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new LogError(`${file} has the column ${twice.slice(0, 40)} twice`)
  const missing = ['device', 'arm', ...counted].find((name) => !names.includes(name))
  if (missing !== undefined)
    throw new LogError(`${file} has no column ${missing}: there are ${names.join(', ').slice(0, 200)}`)
  const [device, arm, exposures] = ['device', 'arm', EXPOSURES].map((name) => names.indexOf(name)) as [
    number,
    number,
    number,
  ]
  const columns = [...counted, ...(exposures < 0 || counted.has(EXPOSURES) ? [] : [EXPOSURES])].map((name) => ({
    name,
    since: names.indexOf(name),
    before: hasBefore ? names.indexOf(BEFORE + name) : -1,
  }))
  const segments = names.flatMap((name, at) => {
    const dimension = name.startsWith(SEGMENT) ? name.slice(SEGMENT.length) : ''
    return COUNT.test(dimension) ? [{ dimension, at }] : []
  })
  return (store, row) => {
    const cells = cellsOf(row.replace(/\r$/, ''), delimiter)
    if (cells.length !== names.length)
      throw new Malformed(`it has ${cells.length} cells, but the header has ${names.length}`)
    // Parse the whole row before storing any of it.
    const read = (at: number) => (at < 0 || cells[at] === '' ? 0 : numberOf(Number(cells[at]), names[at]!))
    const values = columns.map(({ name, since, before }) => ({ name, since: read(since), before: read(before) }))
    if (!cells[device]) throw new Malformed('"device" is missing')
    if (!cells[arm]) throw new Malformed('"arm" is missing')
    const told = segments.flatMap(({ dimension, at }) => (cells[at] ? [[dimension, cells[at]] as const] : []))
    const place = store.place(cells[device]!, cells[arm]!, told)
    for (const { name, since, before } of values) {
      if (since) store.add(place, name, since)
      if (before) store.add(place, name, before, 'before')
    }
    if (exposures < 0 || read(exposures) > 0) store.expose(place)
  }
}
