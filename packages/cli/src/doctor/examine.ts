import { type Comparing, compareArms } from './compare-arms.ts'
import type { Finding, Level } from './finding.ts'
import { checkDrift } from './look-at-drift.ts'
import { checkShares } from './look-at-shares.ts'
import type { Exported } from './read-devices.ts'

const LEVELS: readonly Level[] = ['alarm', 'warning', 'open', 'fine']

/** Lists the findings, worst first. @throws InklingMisuse if the shares don't fit the arms */
export function examine(devices: readonly Exported[], comparing: Comparing): Finding[] {
  const { control } = comparing
  const findings = [
    ...compareArms(devices, comparing),
    ...checkShares(devices, control),
    ...checkDrift(devices, control),
  ]
  return findings.sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
}
