import { createInterface } from 'node:readline/promises'
import { Failure } from './failure.ts'

/** Asks before the site is changed. @throws Failure unless the user agrees */
export async function agree(question: string, yes: boolean): Promise<void> {
  if (yes) return
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new Failure('nothing was changed, because nobody can be asked: add --yes to do what is shown above')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await terminal.question(`${question} [y/N] `)
    if (!/^y(es)?$/i.test(answer.trim())) throw new Failure('nothing was changed')
  } finally {
    terminal.close()
  }
}
