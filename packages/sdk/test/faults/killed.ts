/** A browser that can be killed, and the profile that it leaves behind. */

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
// @ts-expect-error it is plain JavaScript
import { findBrowser, TEST_ARGS } from '../../../../scripts/browser.mjs'

export async function untilThere<T>(what: string, look: () => T | undefined, seconds = 30): Promise<T> {
  for (let tries = 0; tries < seconds * 20; tries++) {
    const found = look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${what} did not come within ${seconds} s`)
}

/** A browser of its own, in a group of processes of its own: it can be killed, and nothing else is. */
export async function launch(profile: string): Promise<{
  browser: Browser
  kill(): Promise<void>
  /** Has it end by itself, with all that it keeps on the disk. */
  end(): Promise<void>
}> {
  const port = join(profile, 'DevToolsActivePort')
  rmSync(port, { force: true })
  const child: ChildProcess = spawn(
    findBrowser() ?? chromium.executablePath(),
    [...TEST_ARGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { detached: true, stdio: 'ignore' },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = async () => {
    if (child.exitCode === null && child.pid !== undefined) {
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    }
    await ended
  }
  try {
    const address = await untilThere('the browser', () =>
      existsSync(port) ? readFileSync(port, 'utf8').match(/^\d+(?=\n\/)/)?.[0] : undefined,
    )
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${address}`)
    const end = async () => {
      await (await browser.newBrowserCDPSession()).send('Browser.close')
      await ended
    }
    return { browser, kill, end }
  } catch (cause) {
    await kill()
    throw cause
  }
}
