/** The plugin in a real WordPress and a real browser, from activation to uninstalling. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import type { Inkling } from '../../sdk/src/client/inkling.ts'
import { debian } from './debian.ts'
import { startWordPress, type WordPress } from './wordpress.ts'

const BUILT = fileURLToPath(new URL('../dist/inkling', import.meta.url))
const DIST = fileURLToPath(new URL('../../sdk/dist', import.meta.url))
/** Models are downloaded, embedded and waited for. */
const PATIENCE = { timeout: 120_000 }
/** The types that the plugin directory's checker refuses, as "application files" and "compressed files". */
const REFUSED =
  /^\.(?:a|bin|bpk|deploy|dist|distz|dmg|dms|ds_store|dump|elc|exe|iso|lha|lrf|lzh|o|obj|phar|pkg|sh|so|zip|gz|tgz|rar|tar|7z)$/i

const OPENED = [
  'How to knead bread dough by hand until it is smooth',
  'Bread with a crust that crackles, and why steam helps',
  'Rye dough rises slowly: a bread for a whole weekend',
]
const ALIKE = ['Salt your bread dough early, and let it rest', 'A starter for bread dough, day by day']
/** Newest first, as WordPress shows them. */
const TITLES = [
  'Why central banks raise interest rates in a boom',
  'The far side of the Moon has fewer plains',
  'Saving for a first home takes eleven years',
  'Saturn’s rings are thin and young, probes found',
  'What sprinters do in the last ten metres of a race',
  ...OPENED,
  ...ALIKE,
]

let site: WordPress | undefined
let reason = 'it downloads Debian packages, and is part of npm run test:full'
test.describe.configure({ mode: 'serial' })
test.setTimeout(900_000)
test.beforeAll(async () => {
  if (!process.env['INKLING_FULL']) return
  const found = debian()
  if ('missing' in found) {
    reason = found.missing
    return
  }
  execFileSync(process.execPath, [fileURLToPath(new URL('../build.mjs', import.meta.url))], { stdio: 'pipe' })
  site = await startWordPress(found.root)
  cpSync(BUILT, join(site.folder, 'wp-content/plugins/inkling'), { recursive: true })
  site.php(
    `wp_delete_post(1, true);
    foreach (${phpList([...TITLES].reverse())} as $i => $title)
      wp_insert_post(['post_title' => $title, 'post_content' => 'Imagine it here.', 'post_status' => 'publish',
        'post_date' => '2026-01-' . sprintf('%02d', $i + 1) . ' 08:00:00']);`,
  )
  site.php(`wp_create_user('reader', 'password', 'reader@example.com');`)
})
test.afterAll(() => site?.close())
test.beforeEach(() => test.skip(!site, reason))

const phpList = (texts: readonly string[]) =>
  `json_decode(base64_decode('${Buffer.from(JSON.stringify(texts)).toString('base64')}'))`
const inkling = <T>(page: Page, ask: (inkling: Inkling) => T) =>
  page.evaluate(`(${ask})(window.inkling)`) as Promise<Awaited<T>>
const titles = (page: Page) =>
  page.$$eval('[data-inkling-list] .wp-block-post-title, [data-inkling-list] h2', (all) =>
    all.map(({ textContent }) => textContent ?? ''),
  )
const stored = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }))
async function logIn(page: Page, name = 'admin'): Promise<void> {
  await page.goto(`${site!.origin}/wp-login.php`)
  await page.fill('#user_login', name)
  await page.fill('#user_pass', 'password')
  await Promise.all([page.waitForURL(/wp-admin/), page.click('#wp-submit')])
}
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
const filesIn = (folder: string) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

test('The archive contains no file type that the directory refuses, and activation restores every byte.', async ({
  page,
}) => {
  const { origin, folder } = site!
  expect(filesIn(BUILT).filter((path) => REFUSED.test(extname(path)))).toEqual([])
  await logIn(page)
  await page.goto(`${origin}/wp-admin/plugins.php`)
  await page.click('#activate-inkling')
  await expect(page.locator('#deactivate-inkling')).toBeVisible()
  const [version] = readdirSync(join(folder, 'wp-content/uploads/inkling'))
  const restored = join(folder, 'wp-content/uploads/inkling', version!)
  for (const [name, from] of [
    ['encoder-en/table.bin', 'models/encoder-en/table.bin'],
    ['encoder-en/weights-1.bin', 'models/encoder-en/weights-1.bin'],
    ['core.js', 'core.js'],
    ['engine/tfjs-backend-wasm-simd.wasm', 'engine/tfjs-backend-wasm-simd.wasm'],
  ] as const)
    expect(hashOf(join(restored, name))).toBe(hashOf(join(DIST, from)))
  expect(existsSync(join(restored, 'encoder-en/table.bin.json'))).toBe(false)
})

test('A damaged file is refused, and pages keep the release that they have.', async ({ page }) => {
  const { origin, folder, php } = site!
  const path = join(
    folder,
    'wp-content/plugins/inkling/release',
    readdirSync(join(folder, 'wp-content/plugins/inkling/release'))[0]!,
    'core.js',
  )
  const whole = readFileSync(path)
  writeFileSync(path, 'alert(1)')
  expect(php('var_export(Inkling\\install_release());')).toBe('false')
  await logIn(page)
  await page.goto(`${origin}/wp-admin/options-general.php?page=inkling`)
  await expect(page.locator('.notice-error')).toContainText('damaged')
  expect(readdirSync(join(folder, 'wp-content/uploads/inkling'))).toHaveLength(1)
  writeFileSync(path, whole)
  expect(php('var_export(Inkling\\install_release());')).toBe('true')
})

test('Settings are saved by administrators alone, and validated.', async ({ page, browser }) => {
  const { origin, php } = site!
  await logIn(page)
  await page.goto(`${origin}/wp-admin/options-general.php?page=inkling`)
  await page.fill('#inkling-strength', '0.9')
  await page.check('[name="inkling_settings[loops]"]')
  await page.screenshot({ path: test.info().outputPath('settings.png'), fullPage: true })
  await page.click('#submit')
  await expect(page.locator('#setting-error-settings_updated')).toBeVisible()
  await expect(page.locator('#inkling-strength')).toHaveValue('0.9')
  const nonce = await page.inputValue('[name=_wpnonce]')

  const saved = () => php("echo json_encode(get_option('inkling_settings'));")
  const before = saved()
  const form = { option_page: 'inkling', action: 'update', 'inkling_settings[strength]': '0.1' }
  const post = (fields: Record<string, string>) => page.request.post(`${origin}/wp-admin/options.php`, { form: fields })
  expect((await post(form)).status()).toBe(403)
  expect(saved()).toBe(before)

  const other = await browser.newPage()
  await logIn(other, 'reader')
  await other.goto(`${origin}/wp-admin/options-general.php?page=inkling`)
  await expect(other.locator('#inkling-strength')).toHaveCount(0)
  await other.request.post(`${origin}/wp-admin/options.php`, { form: { ...form, _wpnonce: nonce } })
  expect(saved()).toBe(before)
  await other.close()

  await post({
    ...form,
    _wpnonce: nonce,
    'inkling_settings[strength]': '"><script>alert(1)</script>',
    'inkling_settings[consent]': 'granted',
    'inkling_settings[languages][]': '../x',
  })
  expect(JSON.parse(saved())).toMatchObject({
    strength: 1,
    consent: 'ours',
    languages: [],
    loops: false,
    enabled: false,
  })
  php("update_option('inkling_settings', ['loops' => false]);")
})

test('The editor offers a block "For this reader", and saves it.', async ({ page }) => {
  const { origin } = site!
  await logIn(page)
  await page.goto(`${origin}/wp-admin/post-new.php?post_type=page`)
  const variation = `wp.blocks.getBlockVariations('core/query').find(({ name }) => name === 'inkling/for-this-reader')`
  await page.waitForFunction(
    `window.wp?.data?.select('core/editor')?.getCurrentPostId() && ${variation}`,
    undefined,
    PATIENCE,
  )
  const id = await page.evaluate(`(async () => {
    const { attributes, innerBlocks } = ${variation}
    const block = wp.blocks.createBlock('core/query', attributes, wp.blocks.createBlocksFromInnerBlocksTemplate(innerBlocks))
    wp.data.dispatch('core/block-editor').insertBlocks(block)
    wp.data.dispatch('core/editor').editPost({ title: 'Front', status: 'publish' })
    await wp.data.dispatch('core/editor').savePost()
    return wp.data.select('core/editor').getCurrentPostId()
  })()`)
  expect(site!.php(`echo get_post(${id})->post_content;`)).toContain('inkling/for-this-reader')
  site!.php(`update_option('show_on_front', 'page'); update_option('page_on_front', ${id});`)
})

test('The page is the same for everybody, stores nothing before consent, turns after three stories, and turns back.', async ({
  page,
}) => {
  const { origin } = site!
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  const others = new Set<string>()
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin && request.url().startsWith('http')) others.add(request.url())
  })
  await page.goto(origin)
  await expect(page.locator('[data-inkling-list]')).toHaveCount(1)
  expect(await titles(page)).toEqual(TITLES)
  expect(await stored(page)).toEqual({ databases: [], caches: [] })
  await page.click('inkling-consent button.yes')
  await expect.poll(() => inkling(page, (inkling) => inkling.consent.get().content)).toBe(true)
  for (const title of OPENED) {
    await page.click(`text=${title}`)
    const settled = () =>
      inkling(page, (inkling) => inkling.status().then(({ vectors, depths }) => vectors > 0 && depths?.[0] === 0))
    await expect.poll(settled, PATIENCE).toBe(true)
    await page.evaluate(
      `inkling.track('read', { id: location.pathname + location.search, title: document.querySelector('h1').textContent }, { seconds: 60 })`,
    )
    await expect.poll(settled, PATIENCE).toBe(true)
    await page.goto(origin)
  }
  await expect
    .poll(async () => {
      await page.goto(origin)
      return new Set((await titles(page)).slice(0, 2))
    }, PATIENCE)
    .toEqual(new Set(ALIKE))
  await page.screenshot({ path: test.info().outputPath('turned.png'), fullPage: true })

  await page.evaluate(`inkling.push(['consent', {}])`)
  await expect.poll(() => stored(page), PATIENCE).toEqual({ databases: [], caches: [] })
  await expect.poll(() => titles(page)).toEqual(TITLES)
  expect(errors).toEqual([])
  expect([...others]).toEqual([])
})

test('With a classic theme, the main loop is a list, and nothing else is.', async ({ page }) => {
  const { origin, folder, php } = site!
  const theme = join(folder, 'wp-content/themes/classic')
  mkdirSync(theme, { recursive: true })
  writeFileSync(join(theme, 'style.css'), '/* Theme Name: Classic */')
  writeFileSync(
    join(theme, 'index.php'),
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><?php wp_head(); ?></head><body><?php wp_body_open(); ?>
    <main><?php while (have_posts()) { the_post(); ?><article <?php post_class(); ?>><h2><a href="<?php the_permalink(); ?>"><?php the_title(); ?></a></h2></article><?php } ?></main>
    <footer><?php wp_footer(); ?></footer></body></html>`,
  )
  php(
    "update_option('show_on_front', 'posts'); switch_theme('classic'); update_option('inkling_settings', ['classic' => true, 'consent' => 'wp']);",
  )
  await page.goto(origin)
  expect(await titles(page)).toEqual(TITLES)
  await expect(page.locator('main > [data-inkling-list=posts] > article')).toHaveCount(10)
  await expect(page.locator('[data-inkling-list] footer, inkling-consent')).toHaveCount(0)
  await expect(page.locator('script[data-model]')).toHaveAttribute('data-consent', 'wp')
  await page.goto(`${origin}/?feed=rss2`)
  expect(await page.content()).not.toContain('inkling')
})

test('Uninstalling leaves nothing on the server.', async ({ page }) => {
  const { origin, folder, messages, php } = site!
  await logIn(page)
  await page.goto(`${origin}/wp-admin/plugins.php`)
  await page.click('#deactivate-inkling')
  page.on('dialog', (dialog) => dialog.accept())
  await page.click('#delete-inkling')
  await expect(page.locator('tr[data-slug=inkling]:not(.deleted) #delete-inkling')).toHaveCount(0, PATIENCE)
  await expect.poll(() => existsSync(join(folder, 'wp-content/plugins/inkling')), PATIENCE).toBe(false)
  expect(existsSync(join(folder, 'wp-content/uploads/inkling'))).toBe(false)
  const left = php(
    `global $wpdb; echo json_encode([
      $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%inkling%' OR (option_name IN ('cron', 'active_plugins') AND option_value LIKE '%inkling%')"),
      $wpdb->get_col("SELECT meta_key FROM $wpdb->postmeta WHERE meta_key LIKE '%inkling%'"),
      $wpdb->get_col("SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%inkling%'")]);`,
  )
  expect(JSON.parse(left)).toEqual([[], [], []])
  await page.goto(origin)
  expect(await page.content()).not.toContain('inkling')
  expect(messages().filter((line) => line.includes('plugins/inkling'))).toEqual([])
})
