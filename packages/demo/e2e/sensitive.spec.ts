// Items recognised as sensitive keep their place from the first frame on. A hidden one moves to the end until the page
// is left, and is recorded nowhere.
import { expect, noted, order, ownPage, test, untilEvent } from './support.ts'

const PATH = '/sensitive.html'
const ITEMS = ['Bread', 'Soup', 'Rye', 'Living with hiv', 'Salt', 'A moon of Saturn', 'Rings of Saturn', 'Stew'].map(
  (title, n) => ({ id: `/item-${n}`, title, topic: /Saturn|hiv/.test(title) ? 'space' : 'food' }),
)
const SENSITIVE = '/item-3'
const BODY = `<ol data-inkling-list="own">${ITEMS.map(
  ({ id, title, topic }) =>
    `<li data-inkling-item="${id}" data-inkling-topic="${topic}"><h2><a href="${id}">${title}</a></h2><button data-inkling-dismiss>Hide</button></li>`,
).join('')}</ol>`

test('a sensitive item holds its place from the first frame on, and is hidden for the visit without a trace', async ({
  context,
  site,
}) => {
  site.fault = ownPage(PATH, site, BODY)
  const page = await context.newPage()
  const open = async () => {
    await page.goto(`${site.origin}${PATH}`)
    await untilEvent(page, 'ready')
  }
  await open()
  await page.evaluate(async () => {
    const { inkling } = window as unknown as { inkling: import('../../sdk/src/client/inkling-api.ts').Inkling }
    inkling.consent.set({ content: true, creatives: false, measurement: false })
    for (const n of [1, 2, 3])
      await inkling.track('read', { id: `/past-${n}`, title: `Saturn, part ${n}`, topic: 'space' }, { seconds: 60 })
  })
  await untilEvent(page, 'ranked', ({ list }) => list === 'own')
  await open()
  await untilEvent(page, 'ranked', ({ list }) => list === 'own')
  // By now the list is known to be unmanaged and its plan is written, so the next view uses it from the first frame.
  await open()
  await untilEvent(page, 'ranked', ({ list }) => list === 'own')
  const { frames } = await noted(page)
  expect(new Set(frames.map((ids) => ids.join())).size).toBe(1)
  expect(frames[0]!.slice(0, 2).sort()).toEqual(['/item-5', '/item-6'])
  expect(frames[0]!.indexOf(SENSITIVE)).toBe(3)

  await page.locator(`[data-inkling-item="${SENSITIVE}"] button`).click()
  const events = () =>
    page.evaluate(async () => {
      const { inkling } = window as unknown as { inkling: import('../../sdk/src/client/inkling-api.ts').Inkling }
      await inkling.redo('own')
      const { events } = await inkling.exportData()
      return events.map(({ kind, item }) => `${kind} ${item}`)
    })
  expect(await events()).not.toContain(`dismiss ${SENSITIVE}`)
  expect((await order(page, 'own')).at(-1)).toBe(SENSITIVE)
  await open()
  await untilEvent(page, 'ranked', ({ list }) => list === 'own')
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...sessionStorage }, localStorage['inkling.outbox'] ?? '']),
  )
  expect(stored).not.toContain(SENSITIVE)
  expect((await noted(page)).frames.map((ids) => ids.indexOf(SENSITIVE))).not.toContain(ITEMS.length - 1)
  expect((await order(page, 'own')).indexOf(SENSITIVE)).toBe(3)
})
