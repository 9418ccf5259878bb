/** Simulated requests and logs. */
import { createHash } from 'node:crypto'
import type { Request } from '../../src/popularity/page-view.ts'

export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
export const DAY = 86_400_000
export const START = Date.UTC(2026, 10, 10)

/** A number from 0 to 1 determined by the names, the same on every machine. */
export const chance = (...names: ReadonlyArray<string | number>) =>
  createHash('sha256').update(names.join(' ')).digest().readUInt32LE(0) / 2 ** 32

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (number: number) => String(number).padStart(2, '0')

/** A timestamp in the servers' format, in UTC. */
export function stampOf(at: number): string {
  const time = new Date(at)
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(two).join(':')
  return `${two(time.getUTCDate())}/${MONTHS[time.getUTCMonth()]}/${time.getUTCFullYear()}:${clock} +0000`
}

export const view = (target: string, ip: string, at = START, more: Partial<Request> = {}): Request => ({
  at,
  ip,
  agent: BROWSER,
  method: 'GET',
  status: 200,
  target,
  ...more,
})

/** A line of a combined log. */
export const lineOf = ({ at, ip, agent, method, status, target, host }: Request) =>
  `${host ? `${host}:443 ` : ''}${ip} - - [${stampOf(at)}] "${method} ${target} HTTP/1.1" ${status} 512 "-" "${agent.replace(/["\\]/g, '\\$&')}"`

export const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`)

/** Spellings of a story's address in links. */
const SPELLINGS = [
  (path: string) => path,
  (path: string) => `${path}/`,
  (path: string) => `${path}?utm_source=letter&utm_medium=mail`,
  (path: string) => `${path}/index.html`,
  (path: string) => `${path}/amp`,
  (path: string) => `https://paper.example${path}#comments`,
  (path: string) => `${path}?fbclid=abc`,
]
const PLAIN = [
  '/',
  '/tag/amp',
  '/caf%c3%a9',
  '/stories?page=2&lang=en',
  '/stories?lang=en&page=2',
  '/search?q=two%20words',
]
const AGENTS = [
  BROWSER,
  `${BROWSER} "quoted"`,
  'Mozilla/5.0 (Linux; Android 15; Cubot X) Chrome/140.0 Mobile',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'curl/8.5.0',
  '-',
]

/** Two weeks of a small site, with popular stories, crawlers and assets. */
export function fortnight(requests = 4000): Request[] {
  return Array.from({ length: requests }, (_, i) => {
    const of = (name: string) => chance(i, name)
    const pick = <T>(name: string, all: readonly T[]) => all[Math.floor(of(name) * all.length)]!
    const story = Math.floor(of('story') ** 2 * 60)
    const path = story < PLAIN.length ? PLAIN[story]! : `/stories/${story}-of-the-day`
    const target = story < PLAIN.length ? path : pick('spelling', SPELLINGS)(path)
    return view(
      of('asset') < 0.1 ? '/style.css?v=3' : target,
      `192.0.2.${Math.floor(of('reader') * 250)}`,
      START + Math.floor(of('at') * 14 * DAY),
      {
        agent: of('usual') < 0.7 ? BROWSER : pick('agent', AGENTS),
        status: of('fails') < 0.05 ? 404 : of('cached') < 0.1 ? 304 : 200,
        method: of('method') < 0.03 ? 'POST' : 'GET',
      },
    )
  })
}

/** A row of the table that the SQL reads. */
export const hitOf = ({ at, ip, agent, method, status, target }: Request) => ({
  time: new Date(at).toISOString().replace('T', ' ').replace('Z', ''),
  ip,
  agent,
  method,
  status,
  url: target,
})
