/**
 * Runs the statement on the simulated log in Spark and ClickHouse, and writes the results to engines-golden.json, which
 * sql.test.ts compares with. Needs Python with pyspark (and Java 17) and chdb (ClickHouse as a library); the tests need
 * neither.
 *
 *   PYTHON=python3 node packages/cli/test/popularity/engines.mjs
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))

async function load(file) {
  const options = { bundle: true, format: 'esm', write: false, platform: 'node', target: 'es2022' }
  const { outputFiles } = await build({ ...options, entryPoints: [join(here, file)] })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

const { fortnight, hitOf } = await load('make.ts')
const { popularitySql } = await load('../../src/popularity/sql.ts')

const SPARK = `
import json, sys
import pyspark
from pyspark.sql import SparkSession

hits, statement = sys.argv[1:]
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "4")
    .getOrCreate()
)
spark.read.json(hits).selectExpr(
    "to_timestamp(time) AS time", "ip", "agent", "method", "status", "url"
).createOrReplaceTempView("hits")
rows = spark.sql(open(statement).read()).collect()
print(json.dumps({"version": pyspark.__version__, "rows": [[row.address, row.popularity] for row in rows]}))
`

const CLICKHOUSE = `
import json, sys
from chdb.session import Session

hits, statement = sys.argv[1:]
session = Session()
session.query("CREATE DATABASE site ENGINE = Atomic")
session.query("USE site")
session.query("CREATE VIEW hits AS SELECT toDateTime64(time, 3, 'UTC') AS time, ip, agent, method, status, url FROM "
    f"file('{hits}', 'JSONEachRow', 'time String, ip String, agent String, method String, status UInt16, url String')")
version = str(session.query("SELECT version()", "TabSeparated")).strip()
answer = str(session.query(open(statement).read(), "JSONCompactEachRow"))
print(json.dumps({"version": version, "rows": [json.loads(line) for line in answer.splitlines()]}))
`

const folder = mkdtempSync(join(tmpdir(), 'inkling-engines-'))
const written = (name, text) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

function ask(dialect, script, hits) {
  const statement = popularitySql(dialect, { halfLife: 3, minReaders: 10, limit: 5000 })
  const words = [written(`${dialect}.py`, script), hits, written(`${dialect}.sql`, statement)]
  const env = { ...process.env, SPARK_LOCAL_IP: '127.0.0.1' }
  const { status, stdout, stderr } = spawnSync(process.env.PYTHON ?? 'python3', words, {
    encoding: 'utf8',
    maxBuffer: 1e9,
    env,
    cwd: folder,
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trim().split('\n').at(-1))
}

try {
  const hits = written(
    'hits.jsonl',
    fortnight()
      .map((each) => `${JSON.stringify(hitOf(each))}\n`)
      .join(''),
  )
  const engines = { spark: ask('spark', SPARK, hits), clickhouse: ask('clickhouse', CLICKHOUSE, hits) }
  const texts = Object.entries(engines).map(([name, { version, rows }]) => {
    console.log(`${name} ${version}: ${rows.length} addresses`)
    const lines = rows.map((row) => `      ${JSON.stringify(row).replace(/,([\d.]+)\]$/, ', $1]')}`)
    return `  "${name}": {\n    "version": "${version}",\n    "rows": [\n${lines.join(',\n')}\n    ]\n  }`
  })
  writeFileSync(join(here, 'engines-golden.json'), `{\n${texts.join(',\n')}\n}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
