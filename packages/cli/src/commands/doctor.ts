import { basename } from 'node:path'
import { InklingMisuse } from '../../../sdk/src/lib/errors/assert-usage.ts'
import { examine } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { readDevices } from '../doctor/read-devices.ts'
import { doctorReport } from '../doctor/report.ts'
import { sharesIn } from '../measure/flags.ts'
import { toText } from '../report/to-text.ts'
import { Failure } from '../terminal/failure.ts'
import { leftOutNotes } from '../terminal/left-out.ts'
import { print, say } from '../terminal/output.ts'

export interface DoctorFlags {
  /** Path of a file with one export per line; `-` is standard input. */
  readonly file: string
  readonly experiment?: string | undefined
  readonly control?: string | undefined
  readonly shares?: string | undefined
  readonly json: boolean
}

/** Diagnoses problems in devices' exports and suggests fixes. Exits with 1 if there are any alarms. */
export async function doctor({ file, json, ...flags }: DoctorFlags): Promise<void> {
  const { experiment = 'holdout', control = 'holdout' } = flags
  const shares = flags.shares === undefined ? undefined : sharesIn('shares', flags.shares, '=')
  const name = file === '-' ? 'standard input' : basename(file)
  const leftOut = leftOutNotes((sentence) => say(`${sentence}\n`))
  const { devices, ...found } = await readDevices(file, experiment, (line, why) => leftOut(`${name} line ${line}`, why))
  if (!devices.length)
    throw new Failure(
      `${name} has no device in the experiment ${experiment}: write --experiment with its name, and --control with the arm to compare with`,
    )
  let findings: Finding[]
  try {
    findings = examine(devices, { control, shares })
  } catch (cause) {
    if (cause instanceof InklingMisuse) throw new Failure(cause.message.replace(/^inkling: /, ''))
    throw cause
  }
  if (findings.some(({ level }) => level === 'alarm')) process.exitCode = 1
  const { mixed, without, malformed } = found
  const title = `${name}: ${devices.length} devices in ${experiment}; left out: ${malformed} lines, ${mixed} in two arms, ${without} in none`
  await print(
    json
      ? `${JSON.stringify({ file: name, experiment, control, devices: devices.length, ...found, findings })}\n`
      : toText(doctorReport(title, findings)),
  )
}
