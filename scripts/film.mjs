// Makes the launch page's film from the real pages: frames are screenshots at exact times of each animation, so that a slow
// machine doesn't make it jerk, and the browser's own encoder turns them into WebM.
//
//   npm run build && node scripts/film.mjs
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright'
import { createServer } from '../packages/demo/serve.mjs'
import { captions, vtt } from '../packages/demo/src/launch/film-captions.mjs'
import { ensureBrowser, TEST_ARGS } from './browser.mjs'

const SIZE = { width: 960, height: 600 }
/** Seconds between two frames of a motion. */
const FRAME = 0.05
/** Seconds of a card's glide (packages/demo/src/launch/client/glide.js). */
const GLIDE = 0.6
/** Bits per second. The film and its poster stay below 1.5 MB together. */
const BITRATE = 400_000
const MOST_BYTES = 1_500_000

const folder = join(dirname(fileURLToPath(import.meta.url)), '../packages/demo/src/launch')
const server = createServer()
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${server.address().port}`
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...TEST_ARGS] })

/** @type {Array<{ jpeg: string, seconds: number }>} */
const frames = []
/** When each caption begins, by its name. */
const starts = {}
let now = 0

try {
  for (const scene of [launchPage, twoReaders, reasons]) {
    await scene()
    console.log(`${scene.name}: until ${now.toFixed(1)} s`)
  }
  const film = await encode()
  const poster = Buffer.from(frames.find(({ poster }) => poster).jpeg, 'base64')
  if (film.length + poster.length > MOST_BYTES) throw new Error(`${film.length + poster.length} bytes are too many`)
  writeFileSync(join(folder, 'film.webm'), film)
  writeFileSync(join(folder, 'film.jpg'), poster)
  for (const language of ['en', 'ru']) writeFileSync(join(folder, `film.${language}.vtt`), vtt(starts, now, language))
  console.log(`${now.toFixed(1)} s, ${frames.length} frames, ${film.length} + ${poster.length} bytes`)
} finally {
  await browser.close()
  server.closeAllConnections()
  server.close()
}

/** Pages whose animations stand still until a frame sets their time. */
async function open(path) {
  const context = await browser.newContext({ viewport: SIZE, colorScheme: 'light' })
  await context.addInitScript(() => {
    window.held = []
    // Playwright doesn't look into closed shadow roots.
    const { attachShadow } = Element.prototype
    Element.prototype.attachShadow = function (how) {
      return attachShadow.call(this, { ...how, mode: 'open' })
    }
    const { animate } = Element.prototype
    Element.prototype.animate = function (...args) {
      const animation = animate.apply(this, args)
      animation.pause()
      window.held.push(animation)
      return animation
    }
  })
  const page = await context.newPage()
  await page.goto(origin + path)
  return page
}

function caption(name) {
  if (!(name in captions)) throw new Error(`film-captions.mjs has no caption "${name}"`)
  starts[name] = now
}

async function shoot(page, seconds, more = {}) {
  const jpeg = (await page.screenshot({ type: 'jpeg', quality: 88 })).toString('base64')
  frames.push({ jpeg, seconds, ...more })
  now += seconds
}

async function launchPage() {
  const page = await open('/')
  await page.locator('[data-ready]').waitFor({ timeout: 60_000 })
  await page.locator('[data-front] img').evaluateAll((all) => Promise.all(all.slice(0, 8).map((each) => each.decode())))
  await page.locator('.live').evaluate((live) => scrollTo({ top: live.offsetTop - 8, behavior: 'instant' }))
  caption('editors')
  await shoot(page, 2.2)
  for (const reader of ['science', 'football', 'bargains']) {
    caption(reader)
    await page.locator(`[name="reader"][value="${reader}"]`).check()
    await page.locator(`[data-shown="${reader}"]`).waitFor()
    for (let at = FRAME; at < GLIDE; at += FRAME) {
      await page.evaluate(
        (ms) =>
          window.held.forEach((each) => {
            each.currentTime = ms
          }),
        1000 * at,
      )
      await shoot(page, FRAME)
    }
    await page.evaluate(() => {
      for (const each of window.held.splice(0)) each.finish()
    })
    console.log(`${reader}: ${now.toFixed(1)} s`)
    await shoot(page, 2, { poster: reader === 'science' })
  }
  caption('sent')
  await page.locator('[data-requests] summary').click()
  await shoot(page, 2.4)
  await page.context().close()
}

async function twoReaders() {
  const page = await open('/compare/')
  const first = async (side) => {
    const frame = await (await page.locator(`[data-half="${side}"]`).elementHandle()).contentFrame()
    return frame.locator('[data-inkling-list] > li').first().getAttribute('data-inkling-item')
  }
  for (let tries = 0; (await first('a')) === (await first('b')); tries++) {
    if (tries === 120) throw new Error('both readers see the same order')
    await page.waitForTimeout(500)
  }
  await page.locator('[data-stage]').evaluate((stage) => scrollTo({ top: stage.offsetTop - 8, behavior: 'instant' }))
  const divider = page.locator('[data-divider]')
  caption('divider')
  await shoot(page, 0.8)
  for (const [key, steps] of [
    ['ArrowLeft', 14],
    ['ArrowRight', 28],
    ['ArrowLeft', 14],
  ]) {
    for (let step = 0; step < steps; step++) {
      await divider.press(key)
      await shoot(page, 1.5 * FRAME)
    }
  }
  await shoot(page, 0.6)
  await page.context().close()
}

async function reasons() {
  const page = await open('/magazine/?inkling-persona=science-reader')
  // The first story is a sensitive one, of which nothing is learned.
  const why = page.getByRole('button', { name: /^Why is this here/ }).nth(1)
  await why.waitFor({ timeout: 60_000 })
  await why.evaluate((button) => button.scrollIntoView({ block: 'start', behavior: 'instant' }))
  caption('why')
  await why.click()
  await page
    .getByRole('dialog')
    .filter({ has: page.getByRole('radio') })
    .waitFor()
  await shoot(page, 4.2)
  await page.context().close()
}

/** @returns {Promise<Buffer>} */
async function encode() {
  const { outputFiles } = await build({
    stdin: { contents: "export * from 'mediabunny'", resolveDir: folder },
    bundle: true,
    format: 'iife',
    globalName: 'mediabunny',
    write: false,
  })
  const context = await browser.newContext({ bypassCSP: true })
  const page = await context.newPage()
  // WebCodecs needs a secure context.
  await page.goto(`${origin}/try/sample.html`)
  await page.addScriptTag({ content: outputFiles[0].text })
  await page.evaluate(
    async ({ size, bitrate }) => {
      const { Output, WebMOutputFormat, BufferTarget, CanvasSource } = window.mediabunny
      const canvas = Object.assign(document.createElement('canvas'), size)
      const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() })
      const source = new CanvasSource(canvas, { codec: 'vp9', bitrate, keyFrameInterval: 4 })
      output.addVideoTrack(source)
      await output.start()
      const add = async (jpeg, at, seconds) => {
        const picture = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${jpeg}`)).blob())
        canvas.getContext('2d').drawImage(picture, 0, 0)
        await source.add(at, seconds)
      }
      Object.assign(window, {
        add,
        finish: () => output.finalize().then(() => new Uint8Array(output.target.buffer)),
      })
    },
    { size: SIZE, bitrate: BITRATE },
  )
  let at = 0
  for (const { jpeg, seconds } of frames) {
    await page.evaluate(([jpeg, at, seconds]) => window.add(jpeg, at, seconds), [jpeg, at, seconds])
    at += seconds
  }
  const film = await page.evaluate(async () => {
    const bytes = await window.finish()
    let text = ''
    for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
    return btoa(text)
  })
  return Buffer.from(film, 'base64')
}
