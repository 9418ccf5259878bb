/** Sites in the same browser never see each other's profile, and a frame in another site's page sees none. */

import { expect, grant, known, serve, stop, type Told, test, track, until } from './site.ts'

test('Two ports, and two names of one machine, are two readers.', async ({ context, site }) => {
  const { site: other, server } = await serve()
  try {
    const here = await context.newPage()
    await here.goto(site.origin)
    await grant(here)
    await track(here, '/cat')
    expect(await known(here)).toEqual(['/cat'])
    for (const origin of [other.origin, `http://localhost:${site.port}`]) {
      const there = await context.newPage()
      await there.goto(origin)
      await until(there, 'ready')
      expect(await there.evaluate(() => (window as unknown as Told).inkling.consent.get().state)).toBe('unknown')
      await grant(there)
      await until(there, 'ready', ({ consent }) => consent.state === 'granted')
      expect(await known(there)).toEqual([])
      await track(there, '/dog')
      expect(await known(there)).toEqual(['/dog'])
      await there.evaluate(() => (window as unknown as Told).inkling.erase())
      await there.close()
    }
    expect(await known(here)).toEqual(['/cat'])
  } finally {
    stop(server)
  }
})

test("A frame of the site in another site's page has neither its choice nor its history.", async ({
  context,
  site,
}) => {
  const { site: other, server } = await serve()
  try {
    // 127.0.0.1 and localhost are two sites, not merely two origins.
    const home = `http://localhost:${site.port}`
    const top = await context.newPage()
    await top.goto(home)
    await grant(top)
    await track(top, '/cat')
    expect(await known(top)).toEqual(['/cat'])
    other.answer = (request, response) => {
      if (request.url !== '/embeds') return false
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<!doctype html><title>Embeds</title><iframe src="${home}" width="600" height="600"></iframe>`)
      return true
    }
    const embedding = await context.newPage()
    await embedding.goto(`${other.origin}/embeds`)
    const frame = embedding.frames()[1]!
    await frame.waitForFunction(() => (window as unknown as Told).told?.some(([name]) => name === 'ready'))
    const seen = await frame.evaluate(async () => {
      const { inkling } = window as unknown as Told
      return [inkling.consent.get().state, (await inkling.exportData()).events]
    })
    expect(seen).toEqual(['unknown', []])
    // What is allowed there is kept apart, where the browser lets a frame keep anything at all.
    await frame.evaluate(async () => {
      const { inkling } = window as unknown as Told
      inkling.consent.set({ content: true })
      await inkling.track('read', { id: '/embedded', title: 'Embedded' })
      inkling.consent.deny()
    })
    expect(await known(top)).toEqual(['/cat'])
    expect(await top.evaluate(() => (window as unknown as Told).inkling.consent.get().state)).toBe('granted')
  } finally {
    stop(server)
  }
})
