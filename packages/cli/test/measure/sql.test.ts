// @vitest-environment node
// The statement gives the same results as the command, to nine digits: in DuckDB here, and in ClickHouse as last recorded.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import type { Device } from '../../../measure/src/estimator/device.ts'
import { type Measured, measure } from '../../../measure/src/estimator/measure.ts'
import { experiment } from '../../../measure/test/estimator/make.ts'
import { read } from '../../src/measure/read.ts'
import { measureSql, type SqlOptions } from '../../src/measure/sql.ts'
import { OPTIONS, rowsOf } from './make.ts'

type Row = Readonly<Record<string, number | string | null>>

async function byDuckDb(devices: readonly Device[], options: SqlOptions): Promise<Row[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const rows = rowsOf(devices)
    const names = Object.keys(rows[0]!)
    await connection.run(
      `CREATE TABLE devices (${names.map((name) => `"${name}" ${/^(?:device|arm|segment_.*)$/.test(name) ? 'VARCHAR' : 'INTEGER'}`).join(', ')})`,
    )
    for (let start = 0; start < rows.length; start += 1000) {
      const some = rows.slice(start, start + 1000)
      const values = some.map(
        (row) => `(${names.map((name) => (typeof row[name] === 'string' ? `'${row[name]}'` : row[name])).join(', ')})`,
      )
      await connection.run(`INSERT INTO devices VALUES ${values.join(', ')}`)
    }
    return (await (
      await connection.runAndReadAll(measureSql('duckdb', options))
    ).getRowObjectsJson()) as unknown as Row[]
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** The command's figures under the column names of the statement. */
function figuresOf({ metrics, arms, control, sampleRatio }: Measured): Row[] {
  const count = (name: string) => arms.find(({ arm }) => arm === name)!.devices
  return metrics.map(({ metric, arm, comparison }) => {
    const { effects, unadjusted, cuped } = comparison!
    const [once, always] = [effects.once, effects.always]
    return {
      metric,
      arm,
      control_devices: count(control),
      devices: count(arm),
      control_value: comparison!.control,
      value: comparison!.treatment,
      plain_difference: unadjusted.once.difference.value,
      theta: cuped?.theta ?? 0,
      difference: once.difference.value,
      low: once.difference.low,
      high: once.difference.high,
      always_low: always.difference.low,
      always_high: always.difference.high,
      ratio: once.ratio?.value ?? null,
      ratio_low: once.ratio?.low ?? null,
      ratio_high: once.ratio?.high ?? null,
      ratio_always_low: always.ratio?.low ?? null,
      ratio_always_high: always.ratio?.high ?? null,
      ...(sampleRatio.devices && { chi_square: sampleRatio.devices.chiSquare }),
    }
  })
}

function expectAlike(rows: readonly Row[], figures: readonly Row[]) {
  const order = (all: readonly Row[]) =>
    [...all].sort((a, b) => `${a['metric']} ${a['arm']}`.localeCompare(`${b['metric']} ${b['arm']}`))
  expect(rows.length).toBe(figures.length)
  for (const [i, wanted] of order(figures).entries())
    for (const [name, value] of Object.entries(wanted)) {
      const given = order(rows)[i]![name]
      if (typeof value !== 'number') expect(given, `${wanted['metric']}, ${name}`).toBe(value)
      else
        expect(
          Math.abs(Number(given) - value),
          `${wanted['metric']}, ${name}: ${given}, and not ${value}`,
        ).toBeLessThanOrEqual(1e-9 * Math.max(1e-3, Math.abs(value)))
    }
}

test('DuckDB gives the same figures as the command', async () => {
  const devices = experiment()
  expectAlike(await byDuckDb(devices, OPTIONS), figuresOf(measure(devices, OPTIONS)))
})

test('also without days before exposure, and with a small arm left out', async () => {
  const devices = experiment(4000).map((device, i) => {
    const { before: _, ...rest } = device
    return { ...rest, arm: i % 9 === 0 ? 'few' : device.arm }
  })
  const options = { ...OPTIONS, shares: { holdout: 4, ranked: 4, few: 1 }, hasBefore: false }
  const measured = measure(devices, options)
  expect(measured.arms.map(({ arm, suppressed }) => [arm, suppressed])).toEqual([
    ['holdout', false],
    ['few', true],
    ['ranked', false],
  ])
  expectAlike(await byDuckDb(devices, options), figuresOf(measured))
})

test('if the control’s value is near zero, both give a difference but no ratio', async () => {
  const devices = experiment(4000).map((device, i) => ({
    ...device,
    counts: { ...device.counts, click: device.arm === 'holdout' ? Number(i % 1900 === 0) : device.counts['click']! },
  }))
  const options = { ...OPTIONS, metrics: ['click'] }
  const measured = measure(devices, options)
  expect(measured.metrics[0]!.comparison!.effects.once.ratio).toBeUndefined()
  const [row] = await byDuckDb(devices, options)
  expect([row!['ratio_low'], row!['ratio_high']]).toEqual([null, null])
  expect(Number(row!['difference'])).toBeCloseTo(measured.metrics[0]!.comparison!.effects.once.difference.value, 9)
})

test('names are quoted, and unknown dialects are rejected', async () => {
  const hostile = { ...OPTIONS, control: "o'; DROP TABLE devices; --", shares: undefined }
  expect(await byDuckDb(experiment(100), hostile)).toEqual([])
  expect(measureSql('clickhouse', { ...hostile, control: "a\\' OR 1=1" })).toContain("'a\\\\'' OR 1=1'")
  expect(() => measureSql('oracle', OPTIONS)).toThrow('--sql takes duckdb or clickhouse')
})

test('the dialects differ only in casts', () => {
  const [duckdb, clickhouse] = ['duckdb', 'clickhouse'].map((dialect) =>
    measureSql(dialect, OPTIONS).replace(/ AS (?:DOUBLE|Nullable\(Float64\))\)/g, ' AS …)'),
  )
  expect(clickhouse).toBe(duckdb)
})

test('the documented steps from events to devices give the same as the command', async () => {
  const documentation = readFileSync(new URL('../../../../docs/measure.md', import.meta.url), 'utf8')
  const [view = ''] = [...documentation.matchAll(/^```sql\n(.*?)^```/gms)].map(([, code]) => code)
  const at = (days: number) => new Date(Date.UTC(2026, 10, 2) + days * 86_400_000).toISOString()
  const events = experiment(2600).flatMap(({ arm, counts, before }, i) => [
    { event: 'exposure', device: `d${i}`, arm, time: at(0), value: 1 },
    { event: 'exposure', device: `d${i}`, arm: i % 500 ? arm : 'both', time: at(2), value: 1 },
    { event: 'click', device: `d${i}`, arm, time: at(1), value: counts['click']! },
    { event: 'click', device: `d${i}`, arm, time: at(-1), value: before!['click']! },
    { event: 'click', device: `d${i}`, arm, time: at(-15), value: 7 },
    // An event without a value counts as one.
    ...(i % 3 ? [] : [1, -1].map((day) => ({ event: 'click', device: `d${i}`, arm, time: at(1.5 * day) }))),
  ])
  const folder = mkdtempSync(join(tmpdir(), 'inkling-measure-'))
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const file = join(folder, 'events.jsonl')
    writeFileSync(file, events.map((event) => JSON.stringify(event)).join('\n'))
    await connection.run(`CREATE TABLE events AS SELECT * FROM read_json('${file}', format = 'newline_delimited')`)
    await connection.run(view)
    const options = { ...OPTIONS, metrics: ['click'], shares: undefined }
    const rows = await (await connection.runAndReadAll(measureSql('duckdb', options))).getRowObjectsJson()
    const rules = { experiment: undefined, counted: new Set(['click']), days: 14, epsilon: undefined }
    const { devices, mixed } = await read(file, rules)
    expect(mixed).toBe(6)
    expectAlike(rows as unknown as Row[], figuresOf(measure(devices, options)))
  } finally {
    connection.closeSync()
    instance.closeSync()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('ClickHouse gave the same (rerun engines.mjs beside this file to verify)', () => {
  const golden = JSON.parse(readFileSync(new URL('engines-golden.json', import.meta.url), 'utf8'))
  expectAlike(golden.clickhouse.rows, figuresOf(measure(experiment(), OPTIONS)))
})
