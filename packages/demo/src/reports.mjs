/** Runs `inkling measure` on the simulated fleet and saves the resulting reports. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { editions } from './editions.mjs'
import { fleet, HOLDOUT, LOOKS } from './fleet.mjs'

/** The site's folder for tables of devices and the reports generated from them. */
const FOLDER = 'assets/measure'

export const tableOf = (devices) => `/${FOLDER}/devices-${devices}.csv`
export const reportOf = (devices, language) => `/${FOLDER}/report-${devices}-${language}.html`

/** The command that gives the same result in a terminal. */
export const command = (file) => [
  ...['measure', file, '--control', 'holdout', '--metrics', 'click/view,has:click'],
  ...['--shares', `holdout=${HOLDOUT},ranked=${1 - HOLDOUT}`],
]

/** @param {string} cli path of the SDK's command line @param {string} out the site's folder */
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
