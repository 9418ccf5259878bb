/** The first paint of repeat visits: with snippet and tag, with the tag alone, and with neither. */

import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { FAST_4G, LOOPBACK, onLine } from '../line.mjs'
import { onStack, profiled } from '../profile.mjs'
import { measured, quantile, rounded, target } from '../report.mjs'
import { text } from '../server.mjs'
import { card, ITEMS, warmUp } from '../story-list.mjs'

/** Number of elements on the page for measuring the longest task. */
const NODES = 50_000
/** CPU slowdown factor. */
const SLOWER = 4
const WAYS = { plain: 'no script', tag: 'tag alone', inkling: 'snippet and tag' }

export const firstPaint = {
  // busy: number of visits for measuring the longest task
  sizes: { whole: { visits: 30, busy: 5 }, quick: { visits: 3, busy: 1 }, smoke: { visits: 1, busy: 1 } },
  pages,
  measure: ({ size, items, server, asNewReader }) =>
    asNewReader(async (tab) => {
      await warmUp(tab, `${server.origin}/paint/list/inkling.html`, items)
      return measureIn(tab, server.origin, size)
    }),
}

/** In milliseconds, or in runs. */
const TARGETS = { fcp: 15, slowFcp: 100, task: 50, applied: 16 }

/** @param lines snippet and tag, as printed by `npx --no inkling copy` */
function pages({ lines: { snippet, tag }, items, here }) {
  const frames = `<script>${text(join(here, 'page/frames.js'))}</script>`
  const heads = {
    plain: frames,
    tag: frames + tag,
    inkling: `${frames}${snippet}<script>watchApplied()</script>${tag}`,
  }
  const list = items.slice(0, ITEMS)
  const pages = Object.entries(heads).flatMap(([way, head]) => [
    [`/paint/list/${way}.html`, () => page(head, list.map(card).join('\n'))],
    [`/paint/lead/${way}.html`, () => page(head, list.slice(0, 12).map(leadCard).join('\n'))],
  ])
  const filler = '<p><b>x</b><i>y</i><u>z</u></p>'.repeat(NODES / 4)
  const busy = { plain: '', inkling: snippet + tag }
  return Object.fromEntries([
    ...pages,
    ...Object.entries(busy).map(([way, head]) => [
      `/paint/busy/${way}.html`,
      () => page(head, list.map(card).join('\n'), filler),
    ]),
    ['/paint/noise.png', noise],
  ])
}

/** The first card is large, by its own class, and has the largest picture. */
const leadCard = (item, at) =>
  at
    ? card(item)
    : card(item).replace(
        '>',
        ' class="lead"><img src="/paint/noise.png" width="960" height="540" alt="" fetchpriority="high">',
      )

function page(head, cards, after = '') {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stories</title>${head}
<style>body{font:16px/1.4 serif;margin:2em} li{margin:1em 0} img{display:block;width:960px;height:540px}</style></head>
<body><h1>Stories</h1><ol data-inkling-list="stories">${cards}</ol><p id="end">That is all.</p>${after}</body></html>`
}

/** 320 × 180 pixels of noise, because browsers ignore low-entropy images as contentful paint. */
function noise() {
  const [width, height] = [320, 180]
  let state = 1
  const raw = Buffer.alloc((width * 3 + 1) * height)
  for (let i = 0; i < raw.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    // Each scan line starts with its filter type: none.
    raw[i] = i % (width * 3 + 1) ? state >>> 24 : 0
  }
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data])
    const framed = Buffer.alloc(body.length + 8)
    framed.writeUInt32BE(data.length)
    body.copy(framed, 4)
    framed.writeUInt32BE(crc(body), body.length + 4)
    return framed
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** CRC-32 as in PNG (ISO 3309). */
function crc(bytes) {
  let value = ~0
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
  }
  return ~value >>> 0
}

/** One navigation. @returns milliseconds by the page's clock, and the order in each frame */
async function visit(tab, origin, path) {
  await tab.goto(`${origin}/blank.html`)
  await tab.goto(`${origin}/paint/${path}.html`, { waitUntil: 'load' })
  const seen = await tab.evaluate(async () => {
    const painted = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20))
    for (let i = 0; i < 250 && painted() === undefined; i++) await pause()
    // The largest paint is reported with a delay.
    for (let i = 0; i < 10; i++) await pause()
    const final = Array.from(document.querySelector('[data-inkling-list]').children, (item) => item.dataset.inklingItem)
    return { ...window.frames_, painted: painted(), final }
  })
  const unsorted = seen.orders.filter((order) => order.join() !== seen.final.slice(0, order.length).join())
  return { ...seen, unsorted: unsorted.length }
}

/** Alternate between variants, so that other load on the machine affects all equally. */
async function inTurn(tab, origin, kind, runs) {
  const visits = { plain: [], tag: [], inkling: [] }
  const ways = Object.keys(visits)
  for (const way of ways) await visit(tab, origin, `${kind}/${way}`)
  for (let run = 0; run < runs; run++)
    for (let n = 0; n < ways.length; n++) {
      const way = ways[(run + n) % ways.length]
      visits[way].push(await visit(tab, origin, `${kind}/${way}`))
    }
  return visits
}

async function busyVisits(tab, client, origin, runs) {
  const longest = []
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  for (let run = 0; run < runs; run++) {
    await tab.goto(`${origin}/blank.html`)
    const profile = await profiled(client, async () => {
      await tab.goto(`${origin}/paint/busy/inkling.html`, { waitUntil: 'load' })
      await tab.evaluate(() => window.inkling.status())
      // Wait for idle work to finish.
      await tab.waitForTimeout(1500)
    })
    longest.push(onStack(profile, /\/inkling\/|\/paint\/busy\/inkling/).longest)
  }
  await client.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  return longest
}

/** @param tab of a reader with a history, whose lists are known to be unmanaged */
async function measureIn(tab, origin, runs) {
  const client = await tab.context().newCDPSession(tab)
  const list = await inTurn(tab, origin, 'list', runs.visits)
  const lead = await inTurn(tab, origin, 'lead', runs.visits)
  await onLine(client, FAST_4G)
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const slow = await inTurn(tab, origin, 'list', runs.visits)
  await client.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await onLine(client, LOOPBACK)
  const tasks = await busyVisits(tab, client, origin, runs.busy)

  const values = (visits, key) => visits.map((each) => each[key]).filter((value) => value !== undefined)
  const rows = (visits, key, what) =>
    Object.entries(WAYS).map(([way, words]) =>
      measured(`${what}: ${words}`, values(visits[way], key), way === 'plain' ? undefined : values(visits.plain, key)),
    )
  const later = (visits, key, way) => quantile(values(visits[way], key), 0.5) - quantile(values(visits.plain, key), 0.5)
  const sorted = list.inkling.filter(({ applied }) => applied !== undefined)
  const clean = (visits) => visits.filter(({ applied, unsorted }) => applied !== undefined && !unsorted).length
  const flashes = [list, lead, slow]
    .flatMap(({ tag, inkling }) => [...tag, ...inkling])
    .filter(({ unsorted, applied }) => unsorted && applied !== undefined)
  const took = sorted.map(({ applied, started }) => applied - started)
  const differences = {
    fcp: { inkling: rounded(later(list, 'painted', 'inkling')), tag: rounded(later(list, 'painted', 'tag')) },
    slowFcp: { inkling: rounded(later(slow, 'painted', 'inkling')), tag: rounded(later(slow, 'painted', 'tag')) },
    leadLcp: { inkling: rounded(later(lead, 'largest', 'inkling')), tag: rounded(later(lead, 'largest', 'tag')) },
    leadFcp: { inkling: rounded(later(lead, 'painted', 'inkling')), tag: rounded(later(lead, 'painted', 'tag')) },
  }
  return {
    title: `First paint of ${ITEMS} items in one flush, warm`,
    note:
      `Runs sorted with no frame of an unsorted list: ${clean(list.inkling)} of ${list.inkling.length}; on 4G with a ` +
      `processor ${SLOWER} times slower ${clean(slow.inkling)} of ${slow.inkling.length}. First contentful paint later, ` +
      `median: snippet and tag ${differences.fcp.inkling} ms, tag alone ${differences.fcp.tag} ms; slow ` +
      `${differences.slowFcp.inkling} and ${differences.slowFcp.tag} ms. Largest contentful paint of a page with a lead ` +
      `card later: ${differences.leadLcp.inkling} and ${differences.leadLcp.tag} ms. "Longest stretch" is of Inkling's code ` +
      `on the stack, on a page of ${NODES.toLocaleString('en')} elements with the processor ${SLOWER} times slower.`,
    differences,
    clean: { list: clean(list.inkling), slow: clean(slow.inkling), of: list.inkling.length },
    flashes: flashes.length,
    rows: [
      ...rows(list, 'painted', 'first contentful paint'),
      ...rows(slow, 'painted', 'first contentful paint, 4G, processor 4 times slower'),
      ...rows(lead, 'largest', 'largest contentful paint, lead card'),
      ...(took.length ? [measured('start of the snippet to order applied', took)] : []),
      measured('longest stretch of Inkling on the main thread', tasks),
    ],
    targets: [
      target(
        'warm runs without a sorted first frame',
        list.inkling.length - clean(list.inkling),
        0,
        `of ${list.inkling.length}`,
      ),
      target('first contentful paint later, snippet and tag', later(list, 'painted', 'inkling'), TARGETS.fcp),
      target('the same on 4G, processor 4 times slower', later(slow, 'painted', 'inkling'), TARGETS.slowFcp),
      target('longest stretch on the main thread, processor 4 times slower', Math.max(...tasks), TARGETS.task),
      ...(took.length
        ? [target('start of the snippet to order applied, median', quantile(took, 0.5), TARGETS.applied)]
        : []),
    ],
  }
}
