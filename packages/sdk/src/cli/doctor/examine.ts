import type { Device } from '../../measurement/device.ts'
import { type Comparing, compareArms } from './compare-arms.ts'
import type { Finding, Level } from './finding.ts'
import { lookAtShares } from './look-at-shares.ts'

const LEVELS: readonly Level[] = ['alarm', 'warning', 'open', 'fine']

/** What is wrong, the worst first. @throws InklingMisuse on shares that don't fit the arms */
export function examine(devices: readonly Device[], comparing: Comparing): Finding[] {
  const findings = [...compareArms(devices, comparing), ...lookAtShares(devices, comparing.control)]
  return findings.sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
}
