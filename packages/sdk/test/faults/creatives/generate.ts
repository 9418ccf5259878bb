/** Creatives over every element, attribute, handler and style property that browsers know. */

import compat from '@mdn/browser-compat-data' with { type: 'json' }

type Entry = Readonly<Record<string, unknown>>
type Random = () => number

const namesOf = (entry: unknown): string[] => Object.keys(entry as Entry).filter((name) => name !== '__compat')
const spaces = { html: compat.html.elements, svg: compat.svg.elements, math: compat.mathml.elements } as Readonly<
  Record<string, Entry>
>

/** One that never ends would take the rest of the page along: that is the page's own markup. */
const ENDLESS = new Set(['plaintext'])
const ELEMENTS = Object.entries(spaces).flatMap(([space, elements]) =>
  namesOf(elements)
    .filter((name) => !ENDLESS.has(name))
    .map((name) => ({ space, name, own: namesOf(elements[name]).filter((each) => /^[a-z][\w-]*$/i.test(each)) })),
)
const HANDLERS = [
  ...new Set(
    Object.values(compat.api as Entry).flatMap((each) =>
      namesOf(each).flatMap((name) => /^(\w+)_event$/.exec(name)?.[1] ?? []),
    ),
  ),
].map((name) => `on${name}`)
const ATTRIBUTES = [
  ...new Set([
    ...[compat.html.global_attributes, compat.svg.global_attributes, compat.mathml.global_attributes].flatMap(namesOf),
    ...ELEMENTS.flatMap(({ own }) => own),
    ...HANDLERS,
    // Not in the list, or not as they are written.
    ...'aria-owns aria-labelledby aria-label data-src data-inkling-slot data-inkling-item data-inkling-label xlink:href xml:base shadowrootmode attributionsrc ping srcset interestfor is slot part nonce'.split(
      ' ',
    ),
  ]),
].filter((name) => /^[a-z][\w:-]*$/i.test(name))
const PROPERTIES = [...namesOf(compat.css.properties).filter((name) => name !== 'custom-property'), '--own']

/** @returns numbers from 0 to 1, the same for a seed */
export function randomBy(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
const pick = <T>(all: readonly T[], random: Random): T => all[Math.floor(random() * all.length)]!

const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

const values = (at: number): readonly string[] => [
  `javascript:done.push(${at})`,
  `java\tscript:done.push(${at})`,
  `/ask-${at}.svg`,
  `/ask-${at}.svg 1x, /ask-${at}-2.svg 2x`,
  `url(/ask-${at}.svg#a)`,
  `\\75rl(/ask-${at}.svg)`,
  `data:text/html,<script>parent.done.push(${at})</script>`,
  `<script>parent.done.push(${at})</script>`,
  'page-form',
  'page-dialog',
  'page-popover',
  'page-text',
  'agree',
  'show-modal',
  'open',
  'manual',
  'cover far',
  '',
  '0',
  '99999',
  '_top',
  'auto',
  'img',
]
const STYLES = (at: number): readonly string[] => [
  'fixed',
  'absolute',
  'inherit',
  '-900px',
  '900px',
  '99999px',
  '300vw',
  '0',
  '1',
  '2147483647',
  'red',
  'none',
  'block',
  'translate(0, -300px) scale(50)',
  `url(/ask-${at}.svg#a)`,
  `URL("/ask-${at}.svg")`,
  `\\75rl(/ask-${at}.svg)`,
  `image-set("/ask-${at}.svg" 1x)`,
  `url(/ask-${at}.svg), auto`,
  `linear-gradient(red, blue), url(/ask-${at}.svg)`,
  'var(--own)',
  '0 0 300px 300px red',
  '300px solid red',
  'Rare',
]
const attribute = (name: string, at: number, random: Random): string =>
  `${name}="${quoted(/^on/i.test(name) ? `done.push('${name} ${at}')` : name === 'style' ? `${pick(PROPERTIES, random)}: ${pick(STYLES(at), random)}` : pick(values(at), random))}"`

const inSpace = (space: string, markup: string) => (space === 'html' ? markup : `<${space}>${markup}</${space}>`)

function anyElement({ space, name, own }: (typeof ELEMENTS)[number], at: number, random: Random): string {
  const names = new Set([...own.filter(() => random() < 0.6), pick(ATTRIBUTES, random), pick(HANDLERS, random)])
  const attributes = [...names].filter(() => random() < 0.8).map((each) => attribute(each, at, random))
  const inside = /^(?:script|style)$/.test(name) ? `done.push(${at})` : `<b>Buy ${at}</b>`
  return inSpace(space, `<${name} ${attributes.join(' ')}>${inside}</${name}>`)
}

const HOLDERS = ['a', 'b', 'p', 'div', 'img', 'h2', 'li', 'span', 'td', 'svg', 'picture', 'section'] as const

const anyAttribute = (name: string, at: number, random: Random): string => {
  const holder = pick(HOLDERS, random)
  return `<${holder} ${attribute(name, at, random)}>Buy ${at}</${holder}>`
}

const anyStyle = (property: string, at: number, random: Random): string =>
  `<b style="${quoted(`color: red; ${property}: ${pick(STYLES(at), random)}`)}">Buy ${at}</b>`

const FINE: ReadonlyArray<(at: number, inside: string) => string> = [
  (_, inside) => `<div class="cover">${inside}</div>`,
  (_, inside) => `<div class="far" style="padding: 4px; font-size: 300px">${inside}</div>`,
  (at, inside) => `<a href="/shop-${at}" rel="sponsored" target="_blank">${inside}</a>`,
  (at, inside) => `<figure><img src="/ask-${at}.svg" loading="lazy" alt="" width="900" height="900">${inside}</figure>`,
  (at, inside) => `<picture><source srcset="/ask-${at}-3.svg"><img alt="" src="/ask-${at}.svg"></picture>${inside}`,
  (_, inside) =>
    `<section style="display: flex; height: 900px; background: linear-gradient(red, blue)">${inside}</section>`,
  (_, inside) => `<p style="box-shadow: 0 0 90px 90px red; border: 90px solid red; opacity: .9">${inside}</p>`,
  (_, inside) =>
    `<svg viewBox="0 0 9 9" width="900" height="900"><path d="M0 0h9v9z" fill="red"/></svg><b>\u202E${inside}</b>`,
  (_, inside) => `<table style="width: 900px"><tbody><tr><td>${inside}</td></tr></tbody></table>`,
  (at, inside) =>
    `<div><template shadowrootmode="closed" shadowrootclonable><script>done.push(${at})</script><img src="/ask-${at}-4.svg" alt=""></template></div>${inside}`,
]

/** Of what may be shown, in one another; of four one has something more. */
function tree(at: number, random: Random): string {
  let markup = `Buy ${at}`
  for (let depth = 1 + Math.floor(random() * 4); depth > 0; depth--) markup = pick(FINE, random)(at, markup)
  if (random() < 0.75) return markup
  return markup.replace('<', `<span ${attribute(pick(ATTRIBUTES, random), at, random)}></span><`)
}

const TREES = 600
const ROUNDS = 4

/** All of them, in an order by the seed. */
function generate(seed: number): readonly string[] {
  const makers = [
    ...Array.from({ length: ROUNDS }, () => ELEMENTS)
      .flat()
      .map((each) => (at: number, random: Random) => anyElement(each, at, random)),
    ...ATTRIBUTES.map((each) => (at: number, random: Random) => anyAttribute(each, at, random)),
    ...PROPERTIES.map((each) => (at: number, random: Random) => anyStyle(each, at, random)),
    ...Array.from({ length: TREES }, () => tree),
  ]
  const random = randomBy(seed)
  for (let at = makers.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[makers[at], makers[other]] = [makers[other]!, makers[at]!]
  }
  return makers.map((make, at) => make(at, randomBy(seed * 100_003 + at)))
}

/** Slots of one page: the last has a picture in any case. */
const MANY = 49
const PICTURE = '<a href="/shop"><img src="/ask-any.svg" loading="lazy" width="40" height="30" alt="">Buy</a>'
const all = generate(Number(process.env['INKLING_SEED'] ?? 1))
export const batches: ReadonlyArray<readonly string[]> = Array.from(
  { length: Math.ceil(all.length / MANY) },
  (_, at) => [...all.slice(at * MANY, (at + 1) * MANY), PICTURE],
)
