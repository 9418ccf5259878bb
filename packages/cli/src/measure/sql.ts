/**
 * Generates one SQL statement that computes the same estimates in a database, for experiments with more devices than
 * one machine can hold.
 */

import { LEAST_DEVICES, type MeasureOptions } from '../../../measure/src/estimator/measure.ts'
import { type Metric, metricsOf } from '../../../measure/src/estimator/metric.ts'
import { zOf } from '../../../measure/src/estimator/normal.ts'
import { mixture, PLANNED } from '../../../measure/src/estimator/sequential.ts'
import { UsageError } from '../terminal/usage.ts'

/** Differences between dialects. There are few, because the statement uses mostly standard SQL. */
interface Dialect {
  double(value: string): string
  name(text: string): string
  text(text: string): string
}

const quoted = (text: string, sign: string) => `${sign}${text.replaceAll(sign, sign + sign)}${sign}`

const DIALECTS: Readonly<Record<string, Dialect>> = {
  duckdb: {
    double: (value) => `CAST(${value} AS DOUBLE)`,
    name: (text) => quoted(text, '"'),
    text: (text) => quoted(text, "'"),
  },
  // A nullable column can't be cast to a non-nullable type.
  clickhouse: {
    double: (value) => `CAST(${value} AS Nullable(Float64))`,
    name: (text) => quoted(text, '"'),
    text: (text) => quoted(text.replaceAll('\\', '\\\\'), "'"),
  },
}

export const SQL_DIALECTS = Object.keys(DIALECTS)

/** Formats a literal that every dialect parses as a double rather than a decimal. */
const double = (value: number) => (Number.isInteger(value) ? `${value}e0` : value.toExponential())

export interface SqlOptions extends Pick<MeasureOptions, 'control' | 'metrics' | 'shares' | 'planned' | 'alpha'> {
  /** Whether the table has `before_…` columns. */
  readonly hasBefore: boolean
}

/** One row per device, regardless of the number of input rows. Devices seen in two arms are excluded. */
function devicesCte(d: Dialect, metrics: readonly Metric[], hasBefore: boolean): string {
  const counted = [...new Set(metrics.flatMap(({ value, per }) => [value, ...(per === undefined ? [] : [per])]))]
  const sum = (column: string, as: string) => `,\n    coalesce(sum(${d.double(d.name(column))}), 0e0) AS ${as}`
  const columns = counted.flatMap((name) => [
    sum(name, `since_${name}`),
    ...(hasBefore ? [sum(`before_${name}`, `earlier_${name}`)] : []),
  ])
  return `told AS (
  SELECT device AS id, min(arm) AS arm_name${columns.join('')}
  FROM devices GROUP BY device HAVING min(arm) = max(arm)
)`
}

/**
 * A device's contribution to a metric: its value (y) and denominator (d), and the same two numbers for the days before
 * exposure (x, e).
 */
function metricSelect(d: Dialect, { name, value, per, has }: Metric, hasBefore: boolean): string {
  const kept = (column: string) => (has ? `CASE WHEN ${column} > 0 THEN 1e0 ELSE 0e0 END` : column)
  const y = kept(`since_${value}`)
  const x = hasBefore ? kept(`earlier_${value}`) : '0e0'
  const [along, e] = per === undefined ? ['1e0', '1e0'] : [`since_${per}`, hasBefore ? `earlier_${per}` : '1e0']
  return `  SELECT arm_name, ${d.text(name)} AS metric, ${y} AS y, ${along} AS d, ${x} AS x, ${e} AS e FROM told`
}

const PRODUCTS = ['yy', 'yd', 'dd', 'xx', 'xe', 'ee', 'yx', 'ye', 'dx', 'de'] as const

/** Joins an arm's columns with the control's. */
const sides = (columns: readonly string[]) =>
  [
    ['c', 0],
    ['t', 1],
  ]
    .flatMap(([from, to]) => columns.map((column) => `${from}.${column} AS ${column}${to}`))
    .join(', ')

/**
 * Delta method, for each arm: variance of the value (gg), variance of the covariate (hh), and their covariance (gh).
 */
const PARTS = [0, 1]
  .map(
    (arm) => `
    (yy${arm} - 2e0 * my${arm} / md${arm} * yd${arm} + my${arm} * my${arm} / (md${arm} * md${arm}) * dd${arm}) / (md${arm} * md${arm}) / n${arm} AS gg${arm},
    ((yx${arm} - my${arm} / md${arm} * dx${arm}) - mxe * (ye${arm} - my${arm} / md${arm} * de${arm})) / (md${arm} * e) / n${arm} AS gh${arm},
    (xx${arm} - 2e0 * mxe * xe${arm} + mxe * mxe * ee${arm}) / (e * e) / n${arm} AS hh${arm},
    (mx${arm} - mxe * me${arm}) / e AS u${arm}, my${arm} / md${arm} AS r${arm}`,
  )
  .join(',')

/**
 * Fieller's interval with the given number of standard errors; NULL unless the control's value is significantly above
 * 0.
 */
function fieller(multiplier: string, side: '-' | '+', as: string): string {
  const a = `(v0 * v0 - ${multiplier} * ${multiplier} * v00)`
  const b = `(v0 * v1 - ${multiplier} * ${multiplier} * v01)`
  const c = `(v1 * v1 - ${multiplier} * ${multiplier} * v11)`
  return `CASE WHEN v0 > 0 AND ${a} > 0 THEN (${b} ${side} sqrt(greatest(0e0, ${b} * ${b} - ${a} * ${c}))) / ${a} END AS ${as}`
}

/** χ² statistic that compares the device counts with the planned shares. */
function chiSquare(d: Dialect, shares: Readonly<Record<string, number>>): string {
  const whole = Object.values(shares).reduce((sum, share) => sum + share, 0)
  const count = (arm: string) => `count(CASE WHEN arm_name = ${d.text(arm)} THEN 1 END)`
  const terms = Object.entries(shares).map(([arm, share]) => {
    const expected = `count(*) * ${double(share / whole)}`
    return `(${count(arm)} - ${expected}) * (${count(arm)} - ${expected}) / (${expected})`
  })
  return `(SELECT ${terms.join(' + ')} AS chi_square FROM told)`
}

/**
 * The statement reads a table `devices` of exposed devices with the columns `device`, `arm`, the counts that metrics
 * need and, for the days before exposure, the same counts prefixed with `before_`. It returns one row per metric and
 * arm, with figures that agree with the command's to at least nine digits.
 *
 * @throws UsageError for an unknown dialect
 */
export function measureSql(name: string, options: SqlOptions): string {
  const d = DIALECTS[name.toLowerCase()]
  if (!d) throw new UsageError(`--sql takes ${SQL_DIALECTS.join(' or ')}, not '${name}'`)
  const { control, shares, planned = PLANNED, alpha: whole = 0.05, hasBefore } = options
  const metrics = metricsOf(options.metrics)
  const arms = shares ? Object.keys(shares).length - 1 : 1
  const level = (m: number) => whole / arms / (m === 0 ? 1 : metrics.length - 1)
  const levels = metrics
    .map(({ name }, m) => {
      const [alpha, rho] = [level(m), mixture(planned, level(m))]
      return `  SELECT ${d.text(name)} AS metric, ${m} AS place, ${double(zOf(alpha))} AS z, ${double(alpha)} AS alpha, ${double(rho)} AS rho`
    })
    .join(' UNION ALL\n')
  const moments = ['n', 'my', 'md', 'mx', 'me', ...PRODUCTS]
  const product = ([a, b]: readonly string[]) => `sum((${a} - m${a}) * (${b} - m${b})) / (n - 1) AS ${a}${b}`
  return `-- What inkling measure tells, arm by arm against ${control.replace(/\s+/g, ' ')}. devices: device, arm, counts${hasBefore ? ', before_ counts' : ''}.
WITH ${devicesCte(d, metrics, hasBefore)},
longer AS (
${metrics.map((metric) => metricSelect(d, metric, hasBefore)).join(' UNION ALL\n')}
),
levels AS (
${levels}
),
middle AS (
  SELECT metric, arm_name, ${d.double('count(*)')} AS n, avg(y) AS my, avg(d) AS md, avg(x) AS mx, avg(e) AS me
  FROM longer GROUP BY metric, arm_name HAVING count(*) >= ${LEAST_DEVICES}
),
spread AS (
  SELECT middle.metric AS metric, middle.arm_name AS arm_name, n, my, md, mx, me,
    ${PRODUCTS.map((each) => product([...each])).join(', ')}
  FROM longer JOIN middle ON longer.metric = middle.metric AND longer.arm_name = middle.arm_name
  GROUP BY middle.metric, middle.arm_name, n, my, md, mx, me
),
pairs AS (
  SELECT t.metric AS metric, t.arm_name AS arm_name, ${sides(moments)},
    (c.n * c.mx + t.n * t.mx) / nullif(c.n * c.me + t.n * t.me, 0e0) AS mxe, nullif(c.n * c.me + t.n * t.me, 0e0) / (c.n + t.n) AS e
  FROM spread AS c JOIN spread AS t ON c.metric = t.metric
  WHERE c.arm_name = ${d.text(control)} AND t.arm_name <> ${d.text(control)} AND c.md <> 0e0 AND t.md <> 0e0
),
parts AS (
  SELECT metric, arm_name, n0, n1,${PARTS}
  FROM pairs
),
adjusted AS (
  SELECT metric, arm_name, n0, n1, gg0, gh0, gg1, gh1, r0, r1, hh0 + hh1 AS hh, u1 - u0 AS gap,
    coalesce((gh0 + gh1) / nullif(hh0 + hh1, 0e0), 0e0) AS theta,
    coalesce((gh0 + gh1) / nullif(hh0 + hh1, 0e0), 0e0) * n1 / (n0 + n1) AS a,
    coalesce((gh0 + gh1) / nullif(hh0 + hh1, 0e0), 0e0) * n0 / (n0 + n1) AS b
  FROM parts
),
told_apart AS (
  SELECT metric, arm_name, n0, n1, r0, r1, theta, r1 - r0 AS plain_difference, sqrt(gg0 + gg1) AS plain_se,
    r0 + a * coalesce(gap, 0e0) AS v0, r1 - b * coalesce(gap, 0e0) AS v1,
    gg0 - 2e0 * a * coalesce(gh0, 0e0) + a * a * coalesce(hh, 0e0) AS v00,
    gg1 - 2e0 * b * coalesce(gh1, 0e0) + b * b * coalesce(hh, 0e0) AS v11,
    b * coalesce(gh0, 0e0) + a * coalesce(gh1, 0e0) - a * b * coalesce(hh, 0e0) AS v01
  FROM adjusted
),
reach AS (
  SELECT told_apart.metric AS metric, place, arm_name, n0, n1, r0, r1, theta, plain_difference, plain_se, v0, v1, v00, v11, v01, z,
    sqrt(v00 + v11 - 2e0 * v01) AS se,
    sqrt(2e0 * (1e0 + 1e0 / ((n0 + n1) * rho)) * ln(sqrt((n0 + n1) * rho + 1e0) / alpha)) AS always
  FROM told_apart JOIN levels ON told_apart.metric = levels.metric
)
SELECT metric, arm_name AS arm, n0 AS control_devices, n1 AS devices, r0 AS control_value, r1 AS value, plain_difference, plain_se, theta,
  v1 - v0 AS difference, se, v1 - v0 - z * se AS low, v1 - v0 + z * se AS high,
  v1 - v0 - always * se AS always_low, v1 - v0 + always * se AS always_high,
  CASE WHEN v0 > 0 THEN v1 / v0 END AS ratio,
  ${fieller('z', '-', 'ratio_low')},
  ${fieller('z', '+', 'ratio_high')},
  ${fieller('always', '-', 'ratio_always_low')},
  ${fieller('always', '+', 'ratio_always_high')}${shares ? `,\n  chi_square` : ''}
FROM reach${shares ? ` CROSS JOIN ${chiSquare(d, shares)} AS coin` : ''}
ORDER BY place, arm_name
`
}
