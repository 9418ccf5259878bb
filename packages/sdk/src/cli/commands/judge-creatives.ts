import { judge } from '../evaluate/creatives/judge.ts'
import { readDecisions } from '../evaluate/creatives/read-decisions.ts'
import { judgementText } from '../evaluate/creatives/report.ts'
import { showProgress } from '../evaluate/progress.ts'
import { print } from '../output.ts'

/** Lines left out that are told one by one. */
const TOLD = 20

/** Off-policy evaluation: what other ways to choose creatives would have brought, from a log whose choices had known probabilities. */
export async function judgeCreatives(file: string, { json }: { readonly json: boolean }): Promise<void> {
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
  const judgement = judge(log)
  await print(
    json
      ? `${JSON.stringify({ file, ...judgement })}\n`
      : judgementText(judgement, file === '-' ? 'standard input' : file),
  )
}
