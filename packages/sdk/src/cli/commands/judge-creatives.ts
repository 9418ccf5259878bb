import { readFile } from 'node:fs/promises'
import { campaignPolicy } from '../campaigns/campaign-policy.ts'
import { judge } from '../evaluate/creatives/judge.ts'
import { readDecisions } from '../evaluate/creatives/read-decisions.ts'
import { judgementText } from '../evaluate/creatives/report.ts'
import { showProgress } from '../evaluate/progress.ts'
import { print } from '../output.ts'

/** Lines left out that are told one by one. */
const TOLD = 20

export interface JudgeFlags {
  /** A file of campaigns: one more way to choose is Inkling's, by its priors. */
  readonly campaigns?: string | undefined
  /** JSON instead of text. */
  readonly json: boolean
}

/** Off-policy evaluation: what other ways to choose creatives would have brought, from a log whose choices had known probabilities. */
export async function judgeCreatives(file: string, { campaigns, json }: JudgeFlags): Promise<void> {
  const priors = campaigns === undefined ? undefined : await readFile(campaigns, 'utf8')
  const progress = showProgress(process.stderr, 'reading the log')
  let wrong = 0
  const log = await readDecisions(file, {
    onProgress: progress.update,
    onMalformed: (line, why) => {
      if (++wrong <= TOLD) progress.note(`line ${line} is left out: ${why}`)
      else if (wrong === TOLD + 1) progress.note('more lines are left out: they are counted, and told no more')
    },
  })
  progress.end()
  const own = priors === undefined ? {} : { campaigns: campaignPolicy(priors, campaigns ?? '', log) }
  const judgement = judge(log, own)
  await print(
    json
      ? `${JSON.stringify({ file, ...judgement })}\n`
      : judgementText(judgement, file === '-' ? 'standard input' : file),
  )
}
