import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answered, answerOf, type Browser, end, scriptOf } from './browser.ts'
import { openMarionette } from './marionette.ts'

/** Preferences: no telemetry, no extra windows, any free port. */
const PREFERENCES = {
  'marionette.port': 0,
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'captivedetect.canonicalURL': '',
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
}

/** @param path of the executable */
export async function openFirefox(path: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'inkling-firefox-'))
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`)
  writeFileSync(join(profile, 'user.js'), lines.join('\n'))
  const firefox = spawn(path, ['--headless', '--no-remote', '--marionette', '--profile', profile], {
    stdio: 'ignore',
    env: { ...process.env, MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '1000' },
  })
  const portFile = join(profile, 'MarionetteActivePort')
  const port = await answerOf(
    firefox,
    () => (existsSync(portFile) && Number(readFileSync(portFile, 'utf8'))) || undefined,
  )
  const marionette = await openMarionette(port)
  await marionette.send('WebDriver:NewSession', { strictFileInteractability: false, timeouts: { script: 60_000 } })
  return {
    tab: {
      goto: (url) => marionette.send('WebDriver:Navigate', { url }),
      evaluate: async (run, argument) => {
        const script = scriptOf(run)
        const answer = await marionette.send('WebDriver:ExecuteAsyncScript', { script, args: [argument ?? null] })
        return answered((answer as { value: unknown }).value)
      },
    },
    close: async () => {
      marionette.close()
      await end(firefox)
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
