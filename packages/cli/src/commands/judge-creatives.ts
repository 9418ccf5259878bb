import { readFile } from 'node:fs/promises'
import { campaignPolicy } from '../campaigns/campaign-policy.ts'
import { judge } from '../evaluate/creatives/judge.ts'
import { readDecisions } from '../evaluate/creatives/read-decisions.ts'
import { judgementReport } from '../evaluate/creatives/report.ts'
import { showProgress } from '../evaluate/progress.ts'
import { toText } from '../report/to-text.ts'
import { leftOutNotes } from '../terminal/left-out.ts'
import { print } from '../terminal/output.ts'

export interface JudgeFlags {
  /** A campaigns file. If given, Inkling's policy is added to the comparison, with the priors in the file. */
  readonly campaigns?: string | undefined
  /** Print JSON instead of text. */
  readonly json: boolean
}

/**
 * Off-policy evaluation: estimates, from a log with known propensities, what other policies for choosing creatives
 * would have earned.
 */
export async function judgeCreatives(file: string, { campaigns, json }: JudgeFlags): Promise<void> {
  const priors = campaigns === undefined ? undefined : await readFile(campaigns, 'utf8')
  const progress = showProgress(process.stderr, 'reading the log')
  const leftOut = leftOutNotes(progress.note)
  const log = await readDecisions(file, {
    onProgress: progress.update,
    onMalformed: (line, why) => leftOut(`line ${line}`, why),
  })
  progress.end()
  const own = priors === undefined ? {} : { campaigns: campaignPolicy(priors, campaigns ?? '', log) }
  const judgement = judge(log, own)
  await print(
    json
      ? `${JSON.stringify({ file, ...judgement })}\n`
      : toText(judgementReport(judgement, file === '-' ? 'standard input' : file)),
  )
}
