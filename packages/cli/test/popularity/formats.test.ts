// @vitest-environment node
// Valid lines of each format, and the reasons why others are malformed.

import { describe, expect, test } from 'vitest'
import { combined } from '../../src/popularity/formats/combined.ts'
import { csvExport, matomoJson } from '../../src/popularity/formats/exports.ts'
import { formatOf } from '../../src/popularity/formats/format.ts'
import { jsonLog } from '../../src/popularity/formats/json-log.ts'
import { metarank } from '../../src/popularity/formats/metarank.ts'
import { addressesOf, isView } from '../../src/popularity/page-view.ts'
import { BROWSER, START, view } from './make.ts'

const AT = Date.UTC(2026, 10, 24, 5, 25, 14)

describe('combined', () => {
  const line = (change: (line: string) => string = (same) => same) =>
    change(
      `2001:db8::7 - - [24/Nov/2026:06:25:14 +0100] "GET /story?a=1 HTTP/2.0" 200 5123 "https://a.example/" "${BROWSER}"`,
    )

  test('a line is parsed as a request', () => {
    expect(combined(line())).toEqual({
      at: AT,
      ip: '2001:db8::7',
      agent: BROWSER,
      method: 'GET',
      status: 200,
      target: '/story?a=1',
      host: undefined,
      referrer: 'https://a.example/',
    })
  })

  test.each([
    ['an address with a port', line((all) => all.replace('2001:db8::7', '192.0.2.1:4711')), { ip: '192.0.2.1:4711' }],
    ['a host before it', line((all) => `paper.example:443 ${all}`), { host: 'paper.example', ip: '2001:db8::7' }],
    [
      'a user of two words',
      line((all) => all.replace('- - [', '- jane doe [')),
      { ip: '2001:db8::7', host: undefined },
    ],
    ["Apache's quotes", line((all) => all.replace(BROWSER, 'a \\"b\\" \\\\c')), { agent: 'a "b" \\c' }],
    ["nginx's quotes", line((all) => all.replace(BROWSER, 'a \\x22b\\x22')), { agent: 'a "b"' }],
    ['more behind it', line((all) => `${all} "192.0.2.9" 0.003`), { agent: BROWSER }],
    ['no length', line((all) => all.replace('200 5123', '304 -')), { status: 304 }],
    ['a time west of Greenwich', line((all) => all.replace('+0100', '-0330')), { at: AT + 4.5 * 3_600_000 }],
  ])('%s', (_, text, expected) => expect(combined(text)).toMatchObject(expected))

  test.each([
    ['', 'it is not a line of a combined log'],
    ['x'.repeat(100_000), 'it is not a line of a combined log'],
    [line((all) => all.slice(0, 60)), 'it is not a line of a combined log'],
    [line((all) => all.replace('24/Nov', '24/Brumaire')), '[24/Brumaire/2026:06:25:14 +0100] is not a time'],
    [
      line((all) => all.replace(/ "https.*/, '')),
      'it has no user agent, which is needed to detect crawlers: configure the server to log "combined"',
    ],
  ])('a line that is none says why (%#)', (text, why) => expect(() => combined(text)).toThrow(new Error(why)))

  test('an attacker’s malformed request doesn’t make the line malformed', () => {
    expect(combined(line((all) => all.replace(/"GET.*?"/, '"\\x16\\x03\\x01"')))).toBeUndefined()
    expect(combined(line((all) => all.replace(/"GET.*?"/, '"-"')))).toBeUndefined()
  })

  test('a line crafted to be slow to parse isn’t', () => {
    const evil = `192.0.2.1 - - [${'[ '.repeat(20_000)}] "${'\\"'.repeat(20_000)}`
    expect(() => combined(evil)).toThrow('not a line of a combined log')
  })
})

describe('JSON', () => {
  const expected = { at: AT, ip: '192.0.2.1', agent: BROWSER, method: 'GET', status: 200, target: '/story' }
  test.each([
    [
      'Caddy',
      {
        level: 'info',
        ts: AT / 1000,
        request: {
          remote_ip: '192.0.2.1',
          remote_port: '4711',
          method: 'GET',
          host: 'a.example',
          uri: '/story',
          headers: { 'User-Agent': [BROWSER] },
        },
        status: 200,
      },
      'a.example',
    ],
    [
      'nginx',
      {
        time_iso8601: '2026-11-24T06:25:14+01:00',
        remote_addr: '192.0.2.1',
        request: 'GET /story HTTP/2.0',
        status: '200',
        http_user_agent: BROWSER,
        http_host: 'a.example',
      },
      'a.example',
    ],
    [
      'Traefik',
      {
        StartUTC: '2026-11-24T05:25:14.000000001Z',
        ClientHost: '192.0.2.1',
        RequestMethod: 'GET',
        RequestPath: '/story',
        RequestHost: 'a.example',
        DownstreamStatus: 200,
        'request_User-Agent': BROWSER,
      },
      'a.example',
    ],
    [
      'Cloudflare',
      {
        EdgeStartTimestamp: AT * 1e6,
        ClientIP: '192.0.2.1',
        ClientRequestMethod: 'GET',
        ClientRequestURI: '/story',
        ClientRequestUserAgent: BROWSER,
        EdgeResponseStatus: 200,
      },
      undefined,
    ],
    [
      'Google Cloud',
      {
        timestamp: '2026-11-24T05:25:14Z',
        httpRequest: {
          requestMethod: 'GET',
          requestUrl: '/story',
          status: 200,
          userAgent: BROWSER,
          remoteIp: '192.0.2.1',
        },
      },
      undefined,
    ],
    [
      'a log with Apache times',
      {
        time_local: '24/Nov/2026:06:25:14 +0100',
        remote_addr: '192.0.2.1',
        method: 'GET',
        url: '/story',
        status: 200,
        user_agent: BROWSER,
      },
      undefined,
    ],
  ])('as %s writes it', (_, object, host) =>
    expect(jsonLog(JSON.stringify(object))).toEqual({ ...expected, ...(host && { host }) }),
  )

  const whole = { ts: 1, remote_ip: '192.0.2.1', user_agent: BROWSER, method: 'GET', uri: '/', status: 200 }
  test.each([
    ['{', 'it is not JSON'],
    ['[]', 'the line is not an object'],
    [{ ...whole, ts: 'soon' }, 'it has no time, e.g. "time_iso8601"'],
    [{ ...whole, status: 'fine' }, 'it has no status, e.g. "status"'],
    [
      { ...whole, user_agent: undefined },
      'it has no user agent, which is needed to detect crawlers, e.g. "http_user_agent"',
    ],
    [{ ...whole, remote_ip: null }, 'it has no network address, e.g. "remote_addr"'],
    [{ ...whole, uri: undefined }, 'it has no method or address, e.g. "request_uri"'],
  ])('a line that is none says why (%#)', (line, why) =>
    expect(() => jsonLog(typeof line === 'string' ? line : JSON.stringify(line))).toThrow(new Error(why)),
  )
})

describe('exports', () => {
  const wrong: string[] = []
  const note = (number: number, why: string) => wrong.push(`${number}: ${why}`)
  const csv = (lines: readonly string[]) => {
    wrong.length = 0
    return [...csvExport(lines.join('\r\n'), 'made.csv', undefined, note)]
  }
  const last = Date.UTC(2026, 10, 24)

  test('GA4: the last day is in comment lines; totals and unset values are not pages', () => {
    const rows = csv([
      '# ----------------------------------------',
      '# Pages and screens: Page path and screen class',
      '# Start date: 20261118',
      '# End date: 20261124',
      '',
      'Page path and screen class,Views,Active users,Views per active user',
      ',3000,1200,2.5',
      '/story,120,"1,043",2.1',
      '(not set),4,3,1',
      '"/a,b",20,11,1.8',
    ])
    expect(rows).toEqual([
      { number: 8, address: '/story', readers: 1043, at: last },
      { number: 10, address: '/a,b', readers: 11, at: last },
    ])
    expect(wrong).toEqual(['7: "" is not an address', '9: "(not set)" is not an address'])
  })

  test('GA4: an exploration may have a day column, and its range in one line', () => {
    const [first, second] = csv(['# 20261101-20261124', 'Date,Page path,Total users', '20261120,/a,12', ',/b,13'])
    expect(first).toMatchObject({ at: Date.UTC(2026, 10, 20) })
    expect(second).toBeUndefined()
    expect(wrong).toEqual(['4: "" is not a date'])
    expect(csv(['# 20261101-20261124', 'Page path,Total users', '/a,12'])[0]).toMatchObject({ at: last })
  })

  test('Plausible: pages.csv, and the table for imports', () => {
    expect(csv(['name,visitors,pageviews,bounce_rate,time_on_page', '/story,41,60,50,30'])).toEqual([
      { number: 2, address: '/story', readers: 41, at: undefined },
    ])
    expect(
      csv(['"date","hostname","page","visits","visitors","pageviews"', '"2026-11-24","a.example","/story",50,41,60']),
    ).toEqual([{ number: 2, address: '/story', readers: 41, at: last }])
  })

  test('Matomo: a table with a label and an address, also with semicolons', () => {
    expect(
      csv(['label;nb_visits;nb_uniq_visitors;nb_hits;metadata_url', '/story;50;41;60;https://a.example/story']),
    ).toEqual([{ number: 2, address: 'https://a.example/story', readers: 41, at: undefined }])
    expect(csv(['label,nb_visits,sum_daily_nb_uniq_visitors', 'blog,50,41', '/blog/a,50,41'])).toHaveLength(1)
    expect(wrong).toEqual(['2: "blog" is not an address'])
  })

  test('Matomo: JSON of one day or of several', () => {
    const row = { label: '/story', nb_visits: 50, nb_uniq_visitors: 41, url: 'https://a.example/story' }
    const rows = (value: unknown) => [...matomoJson(JSON.stringify(value), 'made.json', note)]
    expect(rows([row])).toEqual([{ number: 1, address: row.url, readers: 41, at: undefined }])
    expect(rows({ '2026-11-23': [], '2026-11-24': [row, { ...row, url: null }] })).toEqual([
      { number: 1, address: row.url, readers: 41, at: last },
      { number: 2, address: '/story', readers: 41, at: last },
    ])
    expect(rows({ '2026-11-16,2026-11-24': [row] })).toMatchObject([{ at: last }])
    expect(() => rows({ result: 'error', message: 'no' })).toThrow(
      "made.json is not a response of Matomo's Actions.getPageUrls",
    )
  })

  test('a table without readers is rejected, with the missing column', () => {
    expect(() => csv(['label,nb_visits,nb_hits', '/a,1,2'])).toThrow(
      'made.csv has no column of readers: matomo calls it nb_uniq_visitors or sum_daily_nb_uniq_visitors or unique visitors or daily unique visitors, and there are label, nb_visits, nb_hits',
    )
    expect(() => csv(['Page path and screen class,Views', '/a,1'])).toThrow('made.csv has no column of readers')
    expect(() => csv(['colour,taste', 'red,sweet'])).toThrow('is not a known export: its columns are colour,taste')
    expect(csv(['name,visitors', '/a,many', '/b,-1'])).toEqual([])
    expect(wrong).toEqual(['2: "many" is not a number of readers', '3: "-1" is not a number of readers'])
  })
})

describe('Metarank', () => {
  test('only showings and clicks are read', () => {
    const common = { timestamp: String(AT), user: 'u' }
    expect(
      metarank(JSON.stringify({ ...common, event: 'ranking', id: 'r', items: [{ id: 'a' }, { id: 'b' }] })),
    ).toEqual({ at: AT, user: 'u', shown: ['a', 'b'], clicked: [] })
    expect(metarank(JSON.stringify({ ...common, event: 'interaction', type: 'click', item: 'a' }))).toEqual({
      at: AT,
      user: 'u',
      shown: [],
      clicked: ['a'],
    })
    expect(metarank(JSON.stringify({ ...common, event: 'interaction', type: 'hide', item: 'a' }))?.clicked).toEqual([])
    expect(metarank(JSON.stringify({ ...common, event: 'item', item: 'a' }))).toBeUndefined()
    expect(() => metarank(JSON.stringify({ event: 'ranking', id: 'r', timestamp: 1, items: [] }))).toThrow(
      '"user" and "session" are missing',
    )
  })
})

test.each([
  ['combined', ['broken', `192.0.2.1 - - [24/Nov/2026:06:25:14 +0100] "GET / HTTP/1.1" 200 1 "-" "x"`]],
  ['json', ['{"ts":1,"status":200}']],
  ['json', ['{"ts":1,"sta']],
  ['metarank', ['{"event":"item","item":"a"}']],
  ['matomo', ['[{"label":"/a"}]']],
  ['matomo', ['{"2026-11-24":[]}']],
  ['matomo', ['{', ' "2026-11-24": [']],
  ['matomo', ['\uFEFFlabel,nb_visits,nb_hits']],
  ['ga4', ['# ---', '# Pages', 'Page path and screen class,Views']],
  ['plausible', ['"name","visitors","pageviews"']],
] as const)('a file in the format %s is detected by its first lines (%#)', (format, lines) =>
  expect(formatOf(lines, 'f')).toBe(format),
)

test('the error for an unknown format shows the start of the file', () => {
  expect(() => formatOf(['Dear reader,'], 'letter.txt')).toThrow(
    /letter\.txt has no known format; it begins with "Dear reader,"/,
  )
})

test.each([
  ['a page', {}, true],
  ['a page that the reader still has', { status: 304 }, true],
  ['a document', { target: '/report.pdf' }, true],
  ['a page by the name of a script', { target: '/index.php?style=a.css' }, true],
  ['a part of a document', { status: 206 }, false],
  ['one that is not there', { status: 404 }, false],
  ['one that has moved', { status: 301 }, false],
  ['a head', { method: 'HEAD' }, false],
  ['a form', { method: 'POST' }, false],
  ['a style', { target: '/a/B.CSS?v=3' }, false],
  ['a picture', { target: 'https://a.example/a.jpeg#x' }, false],
  ['no user agent', { agent: '-' }, false],
  ['a crawler', { agent: 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)' }, false],
  ['a monitor', { agent: 'Mozilla/5.0+(compatible; UptimeRobot/2.0)' }, false],
  ['a program', { agent: 'python-requests/2.32' }, false],
  [
    'a reader with a phone called Cubot',
    { agent: 'Mozilla/5.0 (Linux; Android 15; Cubot X) Chrome/140.0 Mobile' },
    true,
  ],
])('%s', (_, more, counts) => expect(isView(view('/story', '192.0.2.1', START, more))).toBe(counts))

test('addresses become the page’s ids, filtered by site and path', () => {
  const of = (base: string | undefined, target: string, host?: string) =>
    addressesOf({ base, include: ['/s*', '/'], exclude: ['/secret/*'] })(target, host)
  const base = 'https://www.paper.example/'
  expect(of(base, '/story/?utm_source=x#y')).toBe('/story')
  expect(of(base, '/story', 'paper.example')).toBe('/story')
  expect(of(base, '/story', 'other.example')).toBeUndefined()
  expect(of(base, 'http://paper.example/story')).toBe('/story')
  expect(of(base, 'https://other.example/story', 'paper.example')).toBeUndefined()
  expect(of(undefined, '/story', 'any.example')).toBe('/story')
  expect(of(undefined, 'https://any.example/story')).toBe('/story')
  expect(of(undefined, 'https://any.example')).toBe('/')
  expect(of(undefined, '//evil.example/story')).toBeUndefined()
  expect(of(undefined, '/account')).toBeUndefined()
  expect(of(undefined, '/secret/plan')).toBeUndefined()
  expect(of(undefined, `/s${'x'.repeat(2001)}`)).toBeUndefined()
})
