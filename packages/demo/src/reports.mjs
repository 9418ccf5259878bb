/** What the SDK's estimator says of the simulated fleet, in its own words: `inkling measure`, run by the build. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { editions } from './editions.mjs'
import { fleet, HOLDOUT, LOOKS } from './fleet.mjs'

/** In the site: tables of devices, and reports on them. They are the estimator's pages, and not the magazine's. */
const FOLDER = 'assets/measure'

export const tableOf = (devices) => `/${FOLDER}/devices-${devices}.csv`
export const reportOf = (devices, language) => `/${FOLDER}/report-${devices}-${language}.html`

/** What to type in order to see the same. */
export const command = (file) => [
  ...['measure', file, '--control', 'holdout', '--metrics', 'click/view,has:click'],
  ...['--shares', `holdout=${HOLDOUT},ranked=${1 - HOLDOUT}`],
]

/** @param {string} cli the SDK's command line @param {string} out folder of the site */
export function writeReports({ cli, out }) {
  mkdirSync(join(out, FOLDER), { recursive: true })
  for (const devices of LOOKS) {
    const table = join(out, tableOf(devices))
    writeFileSync(table, fleet(devices))
    for (const language of Object.keys(editions)) {
      const html = join(out, reportOf(devices, language))
      const options = [...command(table), '--language', language, '--html', html]
      execFileSync(process.execPath, [cli, ...options], { stdio: ['ignore', 'ignore', 'pipe'] })
    }
  }
}
