// Makes pictures from the real demo: the launch page's own for previews of links, and the README's, which show the front
// page in the editors' order and after three stories were read.
//
//   npm run build && node scripts/pictures.mjs
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { createServer } from '../packages/demo/serve.mjs'
import { magazine } from '../packages/demo/src/editions.mjs'
import { BROWSER_ARGS, ensureBrowser } from './browser.mjs'

const TOPIC = 'music'
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const images = join(root, 'docs/images')
mkdirSync(images, { recursive: true })

const server = createServer()
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${server.address().port}`
const home = `${origin}${magazine}/`
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...BROWSER_ARGS] })

try {
  await shootLaunchPage('packages/demo/src/launch/og.png')
  for (const [colorScheme, name] of [
    ['light', 'before-after.png'],
    ['dark', 'before-after-dark.png'],
  ]) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1180, height: 1500 } })
    const before = await shoot(context)
    await readThree(context)
    const after = await shoot(context, true)
    await pair(context, before, after, join(images, name))
    await context.close()
    console.log(`docs/images/${name}`)
  }
} finally {
  await browser.close()
  server.close()
}

/** The launch page's first screen for one of its readers, in the format of link previews. */
async function shootLaunchPage(file) {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1200, height: 630 } })
  const page = await context.newPage()
  await page.goto(origin)
  await page.locator('[name="reader"][value="science"]').check()
  await page.locator('[data-shown="science"]').waitFor()
  await page.locator('[data-front] img').evaluateAll((pictures) => Promise.all(pictures.map((each) => each.decode())))
  // Without the line for developers, the cards are higher up.
  await page.locator('.to-install').evaluate((line) => line.remove())
  await page.screenshot({ path: join(root, file) })
  await context.close()
  console.log(file)
}

/** Takes a screenshot of the front page after accepting the banner. @param sorted reload until the list was sorted before the first paint */
async function shoot(context, sorted = false) {
  const page = await context.newPage()
  for (let visit = 0; visit < 10; visit++) {
    await page.goto(home)
    await page.waitForFunction(() => typeof window.inkling?.status === 'function')
    await page.waitForTimeout(500)
    if (
      !sorted ||
      (await page.evaluate(() =>
        // The page's own record of Inkling's events.
        window.marginalia.some(({ name, detail }) => name === 'ranked' && detail.by === 'snippet' && detail.moved),
      ))
    )
      break
  }
  const banner = page.locator('#consent-accept')
  await page.waitForFunction(() => typeof window.inkling?.status === 'function')
  await page.waitForTimeout(500)
  if (await banner.isVisible()) await banner.click()
  await page.waitForTimeout(1500)
  const picture = await page.screenshot()
  await page.close()
  return picture
}

async function readThree(context) {
  const page = await context.newPage()
  await page.clock.install()
  for (const place of [0, 1, 2]) {
    await page.goto(`${home}${TOPIC}/`)
    await page.waitForTimeout(700)
    await page.locator('[data-inkling-list] h3 a').nth(place).click()
    await page.waitForTimeout(700)
    await page.locator('article[data-inkling-item] p').last().scrollIntoViewIfNeeded()
    await page.clock.runFor(50_000)
  }
  await page.close()
  // Vectors are computed on another page, with the real clock.
  const idle = await context.newPage()
  await idle.goto(`${home}about.html`)
  for (let waited = 0; waited < 120; waited++) {
    await idle.waitForTimeout(1000)
    const { vectors, engine } = await idle.evaluate(() => window.inkling.status())
    if (vectors >= 84 || engine === 'failed') break
  }
  await idle.close()
}

async function pair(context, before, after, path) {
  const page = await context.newPage()
  await page.setViewportSize({ width: 1600, height: 1060 })
  const figure = (picture, caption) =>
    `<figure><img src="data:image/png;base64,${picture.toString('base64')}"><figcaption>${caption}</figcaption></figure>`
  await page.setContent(`<style>
    body { margin: 0; padding: 24px; display: flex; gap: 24px; background: light-dark(#e7e7e1, #0c0d16); color-scheme: light dark;
      font: 22px Georgia, serif; color: light-dark(#171a35, #eee) }
    figure { margin: 0; flex: 1 } img { width: 100%; display: block } figcaption { padding-top: 12px }
    </style>${figure(before, 'The editors’ order')}${figure(after, `After three stories about ${TOPIC}`)}`)
  await page.screenshot({ path })
  await page.close()
}
