/**
 * Generates one SQL statement that computes the same figures in a database, for logs too large for one machine. The
 * same template serves three dialects.
 */
import { TRACKING } from '../../../sdk/src/page/read/url.ts'
import { UsageError } from '../terminal/usage.ts'
import { type FigureRules, HIGHEST, LOWEST, MAX_HALF_LIVES, SCALE, SMOOTHING } from './figures.ts'
import { ASSETS, CRAWLERS, LONGEST_TARGET, STATUSES, TOOLS } from './page-view.ts'

/** What differs between dialects. Patterns are regular expressions with the same meaning in RE2 and Java. */
interface Dialect {
  /** A pattern as a string literal; case-insensitive if it begins with (?i). */
  pattern(text: string): string
  matches(value: string, pattern: string): string
  /** Replaces all occurrences. */
  replace(value: string, pattern: string, by: string): string
  extract(value: string, pattern: string): string
  /** The day of a time column: days since 1970, in UTC. */
  day(column: string): string
  split(value: string, by: string): string
  join(list: string, by: string): string
  /** @param of expression that replaces each element, where `x` is the element and `i` its index */
  map(list: string, of: string): string
  filter(list: string, of: string): string
  /** Sorts records {name, i, text}. */
  sort(list: string): string
  record(name: string, place: string, text: string): string
  textOf(record: string): string
  /** Index of the first element in `map`. */
  readonly firstPlace: number
  median(column: string): string
  integer(value: string): string
}

const DIALECTS: Readonly<Record<string, Dialect>> = {
  duckdb: {
    pattern: (text) => `'${text}'`,
    matches: (value, pattern) => `regexp_matches(${value}, ${pattern})`,
    replace: (value, pattern, by) => `regexp_replace(${value}, ${pattern}, '${by}', 'g')`,
    extract: (value, pattern) => `regexp_extract(${value}, ${pattern})`,
    day: (column) => `CAST(floor(epoch(${column}) / 86400) AS BIGINT)`,
    split: (value, by) => `string_split(${value}, '${by}')`,
    join: (list, by) => `array_to_string(${list}, '${by}')`,
    map: (list, of) => `list_transform(${list}, lambda x, i: ${of})`,
    filter: (list, of) => `list_filter(${list}, lambda x: ${of})`,
    sort: (list) => `list_sort(${list})`,
    record: (name, place, text) => `{'name': ${name}, 'i': ${place}, 'text': ${text}}`,
    textOf: (record) => `${record}.text`,
    firstPlace: 1,
    median: (column) => `median(${column})`,
    integer: (value) => `CAST(${value} AS BIGINT)`,
  },
  clickhouse: {
    pattern: (text) => `'${text.replace(/\\/g, '\\\\')}'`,
    matches: (value, pattern) => `match(${value}, ${pattern})`,
    replace: (value, pattern, by) => `replaceRegexpAll(${value}, ${pattern}, '${by}')`,
    extract: (value, pattern) => `extract(${value}, ${pattern})`,
    day: (column) => `intDiv(toUnixTimestamp(${column}), 86400)`,
    split: (value, by) => `splitByChar('${by}', ${value})`,
    join: (list, by) => `arrayStringConcat(${list}, '${by}')`,
    map: (list, of) => `arrayMap((x, i) -> ${of}, ${list}, arrayEnumerate(${list}))`,
    filter: (list, of) => `arrayFilter(x -> ${of}, ${list})`,
    sort: (list) => `arraySort(${list})`,
    record: (name, place, text) => `tuple(${name}, ${place}, ${text})`,
    textOf: (record) => `tupleElement(${record}, 3)`,
    firstPlace: 1,
    median: (column) => `quantileExactInclusive(0.5)(${column})`,
    integer: (value) => `toInt64(${value})`,
  },
  spark: {
    pattern: (text) => `r'${text}'`,
    matches: (value, pattern) => `${value} RLIKE ${pattern}`,
    replace: (value, pattern, by) => `regexp_replace(${value}, ${pattern}, '${by}')`,
    extract: (value, pattern) => `regexp_extract(${value}, ${pattern}, 0)`,
    day: (column) => `CAST(floor(unix_timestamp(${column}) / 86400) AS BIGINT)`,
    split: (value, by) => `split(${value}, '[${by}]')`,
    join: (list, by) => `array_join(${list}, '${by}')`,
    map: (list, of) => `transform(${list}, (x, i) -> ${of})`,
    filter: (list, of) => `filter(${list}, x -> ${of})`,
    sort: (list) => `array_sort(${list})`,
    record: (name, place, text) => `named_struct('name', ${name}, 'i', ${place}, 'text', ${text})`,
    textOf: (record) => `${record}.text`,
    firstPlace: 0,
    median: (column) => `percentile(${column}, 0.5)`,
    integer: (value) => `CAST(${value} AS BIGINT)`,
  },
}

export const SQL_DIALECTS = Object.keys(DIALECTS)

/** Characters that may appear unescaped in a URL, but that form encoding escapes. */
const FORM_ENCODED = [
  ['%20', '+'],
  ['/', '%2F'],
  [':', '%3A'],
  [',', '%2C'],
  ['@', '%40'],
] as const

/** A literal that every dialect parses as a double rather than a decimal. */
const double = (value: number) => `${value}e0`

/**
 * Reads a table `hits` with the columns `time` (UTC), `ip`, `agent`, `method`, `status` and `url`, and returns the
 * columns `address` and `popularity`, identical to figures.ts to the last digit: day weights are integers, so their
 * sums don't depend on the order of addition.
 *
 * @throws UsageError for an unknown dialect
 */
export function popularitySql(
  name: string,
  { halfLife, minReaders, limit }: FigureRules & { readonly limit: number },
): string {
  const dialect = DIALECTS[name.toLowerCase()]
  if (!dialect) throw new UsageError(`--sql takes ${SQL_DIALECTS.join(', ')}, not '${name}'`)
  const d = dialect
  const pattern = (text: string) => d.pattern(text)
  const upperHex = (column: string) =>
    d.join(
      d.map(
        d.split(column, '%'),
        `CASE WHEN i = ${d.firstPlace} THEN x ELSE concat(upper(substr(x, 1, 2)), substr(x, 3)) END`,
      ),
      '%',
    )
  const encoded = FORM_ENCODED.reduce((value, [from, to]) => `replace(${value}, '${from}', '${to}')`, 'query')
  const nameOf = d.extract('x', pattern('^[^=]*'))
  const withValue = `CASE WHEN ${d.matches('x', pattern('='))} THEN x ELSE concat(x, '=') END`
  const kept = d.filter(
    d.split('query', '&'),
    `x <> '' AND NOT ${d.matches(nameOf, pattern(`(?i)${TRACKING.source}`))}`,
  )
  const sorted = d.map(d.sort(d.map(kept, d.record(nameOf, 'i', withValue))), d.textOf('x'))
  const smoothing = SMOOTHING * SCALE
  return `-- Popularity of pages, as inkling popularity counts it. hits: time (UTC), ip, agent, method, status, url.
WITH views AS (
  SELECT ${d.day('time')} AS day,
    concat(ip, ' ', agent) AS reader,
    ${d.replace('url', pattern('^https?://[^/?#]*|#.*$'), '')} AS target
  FROM hits
  WHERE method = 'GET' AND status IN (${STATUSES.join(', ')})
    AND length(url) <= ${LONGEST_TARGET}
    AND NOT ${d.matches('agent', pattern(`(?i)${TOOLS}`))}
    AND NOT ${d.matches('agent', pattern(`(?i)${CRAWLERS}`))}
    AND NOT ${d.matches(d.extract('url', pattern('^[^?#]*')), pattern(`(?i)${ASSETS}`))}
),
parts AS (
  SELECT day, reader,
    ${d.extract('target', pattern('^[^?]*'))} AS path,
    ${d.replace('target', pattern('^[^?]*[?]?'), '')} AS query
  FROM views
),
tidied AS (
  SELECT day, reader,
    ${d.replace(upperHex('path'), pattern('/(?:index[.]\\w+)?$'), '')} AS path,
    ${upperHex(encoded)} AS query
  FROM parts
),
sorted AS (
  SELECT day, reader,
    CASE WHEN ${d.matches('path', pattern('[-0-9]'))} THEN ${d.replace('path', pattern('/amp$'), '')} ELSE path END AS path,
    ${d.join(sorted, '&')} AS query
  FROM tidied
),
addresses AS (
  SELECT day, reader,
    concat(CASE WHEN path = '' THEN '/' ELSE path END, CASE WHEN query = '' THEN '' ELSE concat('?', query) END) AS address
  FROM sorted
),
known AS (
  SELECT address FROM addresses GROUP BY address HAVING count(DISTINCT reader) >= ${minReaders}
),
daily AS (
  SELECT address, day, count(DISTINCT reader) AS readers FROM addresses GROUP BY address, day
),
newest AS (
  SELECT max(day) AS today FROM addresses
),
weighed AS (
  SELECT daily.address AS address,
    sum(readers * ${d.integer(`floor(${double(SCALE)} * power(2e0, (day - today) / ${double(halfLife)}) + 5e-1)`)}) AS v
  FROM daily CROSS JOIN newest
  WHERE today - day <= ${double(MAX_HALF_LIVES * halfLife)} AND daily.address IN (SELECT address FROM known)
  GROUP BY daily.address
),
middle AS (
  SELECT ${d.median('v')} AS m FROM weighed
)
SELECT address,
  least(${HIGHEST}, greatest(${LOWEST}, floor((v + ${double(smoothing)}) / (v + m + ${double(2 * smoothing)}) * 1e3 + 5e-1) / 1e3)) AS popularity
FROM weighed CROSS JOIN middle
ORDER BY popularity DESC, address
LIMIT ${limit}
`
}
