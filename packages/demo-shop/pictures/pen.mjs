/** SVG primitives for product pictures: shaded materials, shapes and shadows on a square canvas. */

export const SIZE = 480
/** The height at which objects stand. */
export const FLOOR = 396

/** Deterministic random numbers from 0 to 1 (mulberry32, seeded with FNV-1a of the text). */
export function randomFrom(text) {
  let state = 2166136261
  for (const character of text) state = Math.imul(state ^ character.codePointAt(0), 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** @param {number} share 0 gives `from`, 1 gives `to` */
export function mix(from, to, share) {
  const part = (at) => {
    const [a, b] = [from, to].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16))
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${part(1)}${part(3)}${part(5)}`
}

export const darker = (hex, share) => mix(hex, '#14120f', share)
export const lighter = (hex, share) => mix(hex, '#ffffff', share)

const n = (value) => Number(value.toFixed(1))

/** Drawing functions that share one list of gradients. */
export function pen(seed) {
  const random = randomFrom(seed)
  const definitions = new Map()
  const define = (name, attributes, stops) => {
    const key = `${name} ${attributes} ${stops}`
    if (!definitions.has(key)) {
      const id = `g${definitions.size}`
      const marks = stops
        .map(([at, colour, opacity = 1]) => {
          const alpha = opacity === 1 ? '' : ` stop-opacity="${opacity}"`
          return `<stop offset="${at}" stop-color="${colour}"${alpha}/>`
        })
        .join('')
      definitions.set(key, { id, markup: `<${name} id="${id}" ${attributes}>${marks}</${name}>` })
    }
    return `url(#${definitions.get(key).id})`
  }
  const across = (...stops) => define('linearGradient', 'x1="0" y1="0" x2="1" y2="0"', stops)
  const down = (...stops) => define('linearGradient', 'x1="0" y1="0" x2="0" y2="1"', stops)

  const path = (d, fill, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`
  const oval = (x, y, rx, ry, fill, more = '') =>
    `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${more}/>`
  const rect = (x, y, w, h, r, fill, more = '') =>
    `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="${r}" fill="${fill}" ${more}/>`
  const line = (d, colour, w = 4, more = '') =>
    `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${w}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`
  const soft = (x, y, rx, ry, strength = 0.34) =>
    oval(
      x,
      y,
      rx,
      ry,
      define('radialGradient', '', [
        [0, '#1c1612', strength],
        [0.6, '#1c1612', strength / 2.4],
        [1, '#1c1612', 0],
      ]),
    )

  return {
    random,
    path,
    oval,
    rect,
    line,
    soft,
    across,
    down,
    definitions: () => [...definitions.values()].map(({ markup }) => markup).join(''),
    group: (content, more = '') => `<g ${more}>${content}</g>`,
    turn: (degrees, x, y, content) => `<g transform="rotate(${degrees} ${x} ${y})">${content}</g>`,
    move: (x, y, content) => `<g transform="translate(${x} ${y})">${content}</g>`,
    /** A round, upright surface, lit from the left. */
    round: (hex) =>
      across(
        [0, darker(hex, 0.3)],
        [0.22, lighter(hex, 0.26)],
        [0.5, hex],
        [0.85, darker(hex, 0.26)],
        [1, darker(hex, 0.36)],
      ),
    /** A flat surface, lit from above. */
    flat: (hex) => down([0, lighter(hex, 0.14)], [0.5, hex], [1, darker(hex, 0.16)]),
    metal: (hex) =>
      across(
        [0, darker(hex, 0.34)],
        [0.18, lighter(hex, 0.7)],
        [0.34, lighter(hex, 0.1)],
        [0.6, darker(hex, 0.24)],
        [0.82, lighter(hex, 0.34)],
        [1, darker(hex, 0.4)],
      ),
    /** A ball, lit from the upper left. */
    ball: (hex) =>
      define('radialGradient', 'cx="0.36" cy="0.3" r="0.8"', [
        [0, lighter(hex, 0.42)],
        [0.5, hex],
        [1, darker(hex, 0.34)],
      ]),
    glow: (hex, strength = 0.9) =>
      define('radialGradient', '', [
        [0, hex, strength],
        [0.4, hex, strength / 3],
        [1, hex, 0],
      ]),
    shadow: (rx, x = 240, y = FLOOR) => soft(x + 10, y, rx * 1.25, 20),
    repeat: (count, draw) => Array.from({ length: count }, (_, i) => draw(i)).join(''),
    between: (low, high) => low + random() * (high - low),
    pick: (list) => list[Math.floor(random() * list.length)],
  }
}
