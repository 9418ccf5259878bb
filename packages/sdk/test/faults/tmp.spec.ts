import { jsonOf, mergeInto, VALUES, readableKeys } from '../cases/pollution.ts'
import { test, until } from './site.ts'
const KEYS = readableKeys().filter((k) => k.length < 3 || ['get','set','value','writable','enumerable','configurable','then','next','done','return'].includes(k))
test('tmp', async ({ context, site }) => {
  console.log(KEYS.length, KEYS.join(' '))
  const page = await context.newPage()
  page.on('pageerror', (e) => console.log('PAGEERROR', e.stack?.slice(0, 600)))
  for (const key of KEYS) {
    for (const value of VALUES.slice(0, 3)) {
    site.before = `<script>(${mergeInto})({}, JSON.parse(${JSON.stringify(jsonOf(key, value))}))</script>`
    try { await page.goto(site.origin + '/')
    const r = await page.evaluate(() => { try { const { inkling } = window as any; const b = inkling.consent.get(); inkling.consent.deny(); return b.state + [...document.querySelectorAll('a')].map((x) => x.getAttribute('href')).length } catch (e) { return String((e as any).stack) } }).catch((e) => 'EVAL ' + String(e).slice(0,300))
    if (!/^(unknown|denied)\d+$/.test(r)) console.log(key, JSON.stringify(value), r) } catch (e) { console.log(key, 'GOTO', String(e).slice(0, 300)) }
    }
  }
})
