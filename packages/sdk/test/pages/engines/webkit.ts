import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { answered, answerOf, type Browser, end, scriptOf } from './browser.ts'

export interface WebKitPaths {
  readonly driver: string
  readonly browser: string
  /** A virtual X server, unless there is a display already. */
  readonly display?: string
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** @returns the name of the display, once it is ready */
async function startDisplay(path: string): Promise<{ child: ChildProcess; name: string }> {
  const child = spawn(path, ['-displayfd', '3', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  let number = ''
  child.stdio[3]?.on('data', (data: Buffer) => {
    number += data
  })
  await answerOf(child, () => (number.endsWith('\n') ? number : undefined))
  return { child, name: `:${number.trim()}` }
}

/** WebKitGTK's browser, driven by the W3C WebDriver protocol. */
export async function openWebKit({ driver, browser, display }: WebKitPaths): Promise<Browser> {
  const screen = display === undefined ? undefined : await startDisplay(display)
  const port = await freePort()
  const child = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...(screen && { DISPLAY: screen.name }),
      // Software rendering, because there is no GPU.
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  })
  const send = async <T>(path: string, body: object | undefined, method = 'POST'): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } }
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`)
    return value
  }
  await answerOf(child, () => send('/status', undefined, 'GET').catch(() => undefined))
  const { sessionId } = await send<{ sessionId: string }>('/session', {
    capabilities: {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } },
    },
  })
  const session = `/session/${sessionId}`
  await send(`${session}/timeouts`, { script: 60_000 })
  return {
    tab: {
      goto: (url) => send(`${session}/url`, { url }),
      evaluate: async (run, argument) =>
        answered(await send(`${session}/execute/async`, { script: scriptOf(run), args: [argument ?? null] })),
    },
    close: async () => {
      await send(session, undefined, 'DELETE').catch(() => undefined)
      await end(child)
      if (screen) await end(screen.child)
    },
  }
}
