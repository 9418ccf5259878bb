/**
 * Runs the statement on the simulated experiment in ClickHouse, and writes the results to engines-golden.json, which
 * sql.test.ts compares with. Needs Python with chdb (ClickHouse as a library); the tests don't.
 *
 *   PYTHON=python3 node packages/cli/test/measure/engines.mjs
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

const { experiment } = await load('../../../measure/test/estimator/make.ts')
const { OPTIONS, tableOf } = await load('make.ts')
const { measureSql } = await load('../../src/measure/sql.ts')

const CLICKHOUSE = `
import json, sys
from chdb.session import Session

table, statement = sys.argv[1:]
session = Session()
session.query("CREATE DATABASE site ENGINE = Atomic")
session.query("USE site")
session.query(f"CREATE VIEW devices AS SELECT * FROM file('{table}', 'CSVWithNames')")
version = str(session.query("SELECT version()", "TabSeparated")).strip()
answer = str(session.query(open(statement).read(), "JSONEachRow"))
print(json.dumps({"version": version, "rows": [json.loads(line) for line in answer.splitlines()]}))
`

const folder = mkdtempSync(join(tmpdir(), 'inkling-engines-'))
try {
  const [table, statement] = [join(folder, 'devices.csv'), join(folder, 'statement.sql')]
  writeFileSync(table, `${tableOf(experiment())}\n`)
  writeFileSync(statement, measureSql('clickhouse', OPTIONS))
  const { status, stdout, stderr } = spawnSync(process.env.PYTHON ?? 'python3', ['-c', CLICKHOUSE, table, statement], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  if (status !== 0) throw new Error(stderr)
  writeFileSync(join(here, 'engines-golden.json'), `${JSON.stringify({ clickhouse: JSON.parse(stdout) }, null, 1)}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
