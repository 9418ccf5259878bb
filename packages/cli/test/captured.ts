import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'

/**
 * Gives each test of the file a folder of its own, and captures what commands write to stderr (`said`) and stdout
 * (`printed`). @param name of the folder
 */
export function captured(name: string): { readonly folder: string; said: string; printed: string } {
  const here = { folder: '', said: '', printed: '' }
  beforeEach(() => {
    Object.assign(here, { folder: mkdtempSync(join(tmpdir(), `inkling-${name}-`)), said: '', printed: '' })
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      here.said += text
      return true
    })
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      here.printed += text
      return true
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    rmSync(here.folder, { recursive: true, force: true })
  })
  return here
}
