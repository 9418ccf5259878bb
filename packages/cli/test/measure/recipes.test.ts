// @vitest-environment node
// The documented queries, run on the data that each analytics system stores, return lines that the command reads. They
// run in DuckDB, after constructs of the systems' own databases have been translated to its dialect.

import { readFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AnalyticsEvent, SYSTEMS } from '../../../sdk/src/measurement/analytics/systems.ts'
import type { AnalyticsSystem } from '../../../sdk/src/types.ts'
import { instantOf } from '../../src/evaluate/log/time.ts'

const documentation = readFileSync(new URL('../../../../docs/analytics.md', import.meta.url), 'utf8')
const [ga4, matomo, plausible, umami] = [...documentation.matchAll(/^```sql\n(.*?)^```/gms)].map(([, code]) => code!)

/** Events of three devices. */
const HAPPENED: ReadonlyArray<readonly [device: string, second: number, told: AnalyticsEvent]> = [
  ['AB', 0, { kind: 'exposure', arm: 'holdout:ranked', list: 'top' }],
  ['AB', 1, { kind: 'exposure', arm: 'pre-holdout:a', list: 'top' }],
  ['AB', 7, { kind: 'click', arm: 'pre-holdout:a holdout:ranked front:closer', list: 'top', place: 2 }],
  ['AB', 8, { kind: 'read', arm: 'holdout:ranked' }],
  ['AB', 9, { kind: 'conversion', arm: 'holdout:ranked pre-holdout:a', name: 'subscribe', value: 9.5 }],
  ['CD', 60, { kind: 'exposure', arm: 'holdout:holdout', list: 'top' }],
  // Other experiments only.
  ['EF', 70, { kind: 'exposure', arm: 'front:closer', list: 'top' }],
  ['EF', 71, { kind: 'click', arm: 'front:closer pre-holdout:a', list: 'top', place: 0 }],
]
const BEGIN = Date.UTC(2026, 10, 2, 10)
const WANTED = [
  ['exposure', 'AB', 0, 'ranked'],
  ['click', 'AB', 7, 'ranked'],
  ['read', 'AB', 8, 'ranked'],
  ['conversion', 'AB', 9, 'ranked'],
  ['exposure', 'CD', 60, 'holdout'],
]

/** Each event as passed to the analytics system's own script. */
const toldTo = (system: AnalyticsSystem) =>
  HAPPENED.map(([device, second, { kind, ...fields }], n) => {
    let told: unknown[] = []
    SYSTEMS[system].tell((...all) => void (told = all), kind, fields)
    return { n: n + 1, device, at: BEGIN + second * 1000, told }
  })

const text = (value: unknown) => (value === undefined ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`)
const timestamp = (at: number) => `TIMESTAMP '${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}'`

let instance: DuckDBInstance
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:')
})
afterAll(() => instance.closeSync())

/**
 * @param words pairs of the other database's syntax and DuckDB's @returns the resulting lines: event, device, seconds,
 * arm
 */
async function linesOf(
  tables: readonly string[],
  query: string,
  words: ReadonlyArray<readonly [string | RegExp, string]>,
) {
  const connection = await instance.connect()
  try {
    for (const each of tables) await connection.run(each)
    let statement = query.trim()
    for (const [theirs, ours] of words) {
      // If this fails after a change of the query, adapt the translation to DuckDB.
      expect(statement).toMatch(theirs)
      statement = statement.replace(theirs, ours)
    }
    const rows = (await connection.runAndReadAll(statement)).getRowObjectsJson() as Array<Record<string, unknown>>
    return rows
      .map(({ event, device, time, experiment, arm }) => {
        expect(experiment).toBe('holdout')
        return [event, device, (instantOf(time)! - BEGIN) / 1000, arm] as const
      })
      .sort((a, b) => a[2] - b[2])
  } finally {
    connection.closeSync()
  }
}

test('Google Analytics 4, as it exports to BigQuery', async () => {
  const rows = toldTo('ga4').map(({ device, at, told: [, name, params] }) => {
    const entries = Object.entries(params as object).map(
      ([key, value]) => `{'key': ${text(key)}, 'value': {'string_value': ${text(value)}, 'int_value': NULL::BIGINT}}`,
    )
    return `(${text(name)}, ${at * 1000}, ${text(device)}, [${entries.join(', ')}])`
  })
  // Events of another tool's experiment, of a reader without consent to analytics, and without parameters.
  rows.push(
    `('experience_impression', ${BEGIN * 1000}, 'AB', [{'key': 'exp_variant_string', 'value': {'string_value': 'theirs-1', 'int_value': NULL}}])`,
    `('inkling_click', ${BEGIN * 1000}, NULL, [{'key': 'inkling_arm', 'value': {'string_value': 'holdout:ranked', 'int_value': NULL}}])`,
    `('page_view', ${BEGIN * 1000}, 'AB', [])`,
  )
  const tables = [
    'CREATE TABLE ga4 (event_name VARCHAR, event_timestamp BIGINT, user_pseudo_id VARCHAR, event_params STRUCT("key" VARCHAR, "value" STRUCT(string_value VARCHAR, int_value BIGINT))[])',
    `INSERT INTO ga4 VALUES ${rows.join(', ')}`,
  ]
  const lines = await linesOf(tables, ga4!, [
    ['`project.analytics_123.events_*`', 'ga4'],
    ['DIV(event_timestamp, 1000)', 'event_timestamp // 1000'],
    [
      "(SELECT value.string_value FROM UNNEST(event_params) WHERE key = 'inkling_arm')",
      "(SELECT p.value.string_value FROM (SELECT unnest(event_params) AS p) WHERE p.key = 'inkling_arm')",
    ],
    [/r('\(\?:\^\| \)holdout:\(\\S\+\)')\)/, '$1, 1)'],
    ['WHERE arm IS NOT NULL', "WHERE nullif(arm, '') IS NOT NULL"],
  ])
  expect(lines).toEqual(WANTED)
})

test('Matomo, on its own server', async () => {
  const actions = new Map<string, number>()
  const idOf = (name: unknown) => {
    if (!actions.has(String(name))) actions.set(String(name), actions.size + 1)
    return actions.get(String(name))!
  }
  const rows = toldTo('matomo').map(({ device, at, told: [call] }) => {
    const [command, category, action] = call as readonly unknown[]
    expect(command).toBe('trackEvent')
    return `('\\x${device}'::BLOB, ${timestamp(at)}, ${idOf(category)}, ${idOf(action)})`
  })
  rows.push(`('\\xAB'::BLOB, ${timestamp(BEGIN)}, ${idOf('Video')}, ${idOf('play holdout:ranked')})`)
  const tables = [
    'CREATE TABLE matomo_log_action (idaction INTEGER, name VARCHAR)',
    `INSERT INTO matomo_log_action VALUES ${[...actions].map(([name, id]) => `(${id}, ${text(name)})`).join(', ')}`,
    'CREATE TABLE matomo_log_link_visit_action (idvisitor BLOB, server_time TIMESTAMP, idaction_event_category INTEGER, idaction_event_action INTEGER)',
    `INSERT INTO matomo_log_link_visit_action VALUES ${rows.join(', ')}`,
  ]
  // The pattern uses lookbehind, which JavaScript supports and DuckDB doesn't.
  const pattern = /REGEXP_SUBSTR\(a\.name, '(.*)'\)/.exec(matomo!)![1]!
  const found = (action: string) => new RegExp(pattern).exec(action)?.[0]
  expect(['holdout:a', 'x:y holdout:b z:c', 'pre-holdout:a', 'pre-holdout:a holdout:b'].map(found)).toEqual([
    'a',
    'b',
    undefined,
    'b',
  ])
  const lines = await linesOf(tables, matomo!, [
    [`REGEXP_SUBSTR(a.name, '${pattern}')`, "regexp_extract(a.name, '(?:^| )holdout:([^ ]+)', 1)"],
  ])
  expect(lines).toEqual(WANTED)
})

test('Plausible, on its own server', async () => {
  const rows = toldTo('plausible').map(({ device, at, told: [name, options] }) => {
    const { props } = options as { readonly props: Readonly<Record<string, string>> }
    const list = (all: readonly string[]) => `[${all.map(text).join(', ')}]`
    // Properties may come in any order.
    const names = Object.keys(props).reverse()
    return `(${text(name)}, ${text(device)}, ${timestamp(at)}, ${list(names)}, ${list(names.map((each) => props[each]!))})`
  })
  rows.push(`('pageview', 'AB', ${timestamp(BEGIN)}, [], [])`)
  const tables = [
    'CREATE TABLE events_v2 (name VARCHAR, user_id VARCHAR, "timestamp" TIMESTAMP, "meta.key" VARCHAR[], "meta.value" VARCHAR[])',
    `INSERT INTO events_v2 VALUES ${rows.join(', ')}`,
  ]
  const lines = await linesOf(tables, plausible!, [
    ["replaceOne(name, 'Inkling ', '')", "replace(name, 'Inkling ', '')"],
    ['toString(user_id)', 'user_id'],
    [
      "extract(`meta.value`[indexOf(`meta.key`, 'arm')]",
      `regexp_extract("meta.value"[list_position("meta.key", 'arm')]`,
    ],
    ["'(?:^| )holdout:(\\\\S+)')", "'(?:^| )holdout:(\\S+)', 1)"],
    [/\nFORMAT JSONEachRow$/, ''],
  ])
  expect(lines).toEqual(WANTED)
})

test('Umami, on its own server', async () => {
  const told = toldTo('umami')
  const data = told.flatMap(({ n, told: [, fields] }) =>
    Object.entries(fields as object).map(([key, value]) =>
      typeof value === 'number' ? `(${n}, ${text(key)}, NULL, ${value})` : `(${n}, ${text(key)}, ${text(value)}, NULL)`,
    ),
  )
  const rows = told.map(({ n, device, at, told: [name] }) => `(${n}, ${text(device)}, ${timestamp(at)}, ${text(name)})`)
  rows.push(`(99, 'AB', ${timestamp(BEGIN)}, NULL)`)
  const tables = [
    'CREATE TABLE website_event (event_id INTEGER, session_id VARCHAR, created_at TIMESTAMP, event_name VARCHAR)',
    `INSERT INTO website_event VALUES ${rows.join(', ')}`,
    'CREATE TABLE event_data (website_event_id INTEGER, data_key VARCHAR, string_value VARCHAR, number_value DOUBLE)',
    `INSERT INTO event_data VALUES ${data.join(', ')}`,
  ]
  const lines = await linesOf(tables, umami!, [
    [
      "substring(d.string_value FROM '(?:^| )holdout:(\\S+)')",
      "regexp_extract(d.string_value, '(?:^| )holdout:(\\S+)', 1)",
    ],
    ["d.string_value ~ '(^| )holdout:'", "regexp_matches(d.string_value, '(^| )holdout:')"],
  ])
  expect(lines).toEqual(WANTED)
})
