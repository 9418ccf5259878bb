/**
 * Drawing helpers for the illustrations: a canvas of 800 × 600, a few shapes as SVG strings, and a fixed palette. Every
 * picture has its own background, so it works on light and dark pages.
 */
import { generator } from './random.mjs'

export const width = 800
export const height = 600

export const inks = {
  night: '#171a35',
  navy: '#262d5c',
  blue: '#3f5fa8',
  sky: '#9dbbe0',
  ice: '#dbe6f2',
  pine: '#1f4a44',
  teal: '#2d8480',
  mint: '#a8d0bd',
  leaf: '#5b8a4c',
  moss: '#8fa860',
  gold: '#e3b04b',
  straw: '#f3d98f',
  orange: '#dc7b3c',
  red: '#c4372f',
  brick: '#9c3a2c',
  rose: '#e9aaa0',
  plum: '#6a3a62',
  brown: '#6f452c',
  tan: '#c99a6b',
  bone: '#f4efe2',
  cream: '#f8e9c9',
  stone: '#c9c7be',
  grey: '#8c909e',
  slate: '#4b5068',
  white: '#fffdf7',
}

/** Seeded random numbers, from which a picture's variation is derived. */
export function chance(seed) {
  const random = generator(seed)
  return {
    between: (low, high) => low + random() * (high - low),
    whole: (low, high) => low + Math.floor(random() * (high - low + 1)),
    pick: (list) => list[Math.floor(random() * list.length)],
    /** -1 to 1 times `size`. */
    jitter: (size) => (random() * 2 - 1) * size,
  }
}

const n = (value) => Number(value.toFixed(1))
const radians = (degrees) => (degrees * Math.PI) / 180

/** In degrees; 0 points right and 90 down, as in SVG. */
export function polar(x, y, r, degrees) {
  return [x + r * Math.cos(radians(degrees)), y + r * Math.sin(radians(degrees))]
}

export function times(count, draw) {
  return Array.from({ length: count }, (_, i) => draw(i, count > 1 ? i / (count - 1) : 0)).join('')
}

export function mix(from, to, share) {
  const part = (at) => {
    const [a, b] = [from, to].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16))
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${part(1)}${part(3)}${part(5)}`
}

/** Interpolates along a list of colours. */
export function blend(colours, share) {
  const at = Math.min(share, 0.9999) * (colours.length - 1)
  const i = Math.floor(at)
  return mix(colours[i], colours[i + 1], at - i)
}

export const ground = (fill) => `<rect width="${width}" height="${height}" fill="${fill}"/>`
export const disc = (x, y, r, fill, more = '') =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}" ${more}/>`
export const ring = (x, y, r, colour, w = 3, more = '') =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="none" stroke="${colour}" stroke-width="${n(w)}" ${more}/>`
export const oval = (x, y, rx, ry, fill, turn = 0, more = '') =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"${turn ? ` transform="rotate(${n(turn)} ${n(x)} ${n(y)})"` : ''} ${more}/>`
export const box = (x, y, w, h, fill, more = '') =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${more}/>`
export const turned = (degrees, x, y) => `transform="rotate(${n(degrees)} ${n(x)} ${n(y)})"`
export const line = (x1, y1, x2, y2, colour, w = 3, more = '') =>
  `<path d="M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}" stroke="${colour}" stroke-width="${n(w)}" fill="none" ${more}/>`
export const shape = (d, fill, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`
export const stroke = (d, colour, w = 3, more = '') =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(w)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`
export const poly = (points, fill, more = '') =>
  `<path d="M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z" fill="${fill}" ${more}/>`
export const group = (content, more = '') => `<g ${more}>${content}</g>`
export const faint = (opacity) => `opacity="${n(opacity * 10) / 10}"`
export const dashed = (...lengths) => `stroke-dasharray="${lengths.join(' ')}"`

/** Clips content to `d`. `id` need only be unique within a picture, since each picture is a separate file. */
export const inside = (id, d, content) =>
  `<clipPath id="${id}"><path d="${d}"/></clipPath><g clip-path="url(#${id})">${content}</g>`

export function arc(x, y, r, from, to) {
  const [x1, y1] = polar(x, y, r, from)
  const [x2, y2] = polar(x, y, r, to)
  const large = Math.abs(to - from) > 180 ? 1 : 0
  return `M${n(x1)} ${n(y1)}A${n(r)} ${n(r)} 0 ${large} ${to > from ? 1 : 0} ${n(x2)} ${n(y2)}`
}

/** A pie slice, or a ring segment if `hole` is given. */
export function wedge(x, y, r, from, to, fill, hole = 0, more = '') {
  const [x2, y2] = polar(x, y, hole, to)
  const [x1, y1] = polar(x, y, hole, from)
  const large = Math.abs(to - from) > 180 ? 1 : 0
  const inner = hole ? `L${n(x2)} ${n(y2)}A${n(hole)} ${n(hole)} 0 ${large} 0 ${n(x1)} ${n(y1)}` : `L${n(x)} ${n(y)}`
  return shape(`${arc(x, y, r, from, to)}${inner}Z`, fill, more)
}

/** A smooth line through points (Catmull–Rom as Béziers). */
export function through(points, closed = false) {
  const at = (i) =>
    closed ? points[(i + points.length) % points.length] : points[Math.max(0, Math.min(points.length - 1, i))]
  let d = `M${n(points[0][0])} ${n(points[0][1])}`
  for (let i = 0; i < points.length - (closed ? 0 : 1); i++) {
    const [a, b, c, e] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    d += `C${n(b[0] + (c[0] - a[0]) / 6)} ${n(b[1] + (c[1] - a[1]) / 6)} ${n(c[0] - (e[0] - b[0]) / 6)} ${n(c[1] - (e[1] - b[1]) / 6)} ${n(c[0])} ${n(c[1])}`
  }
  return closed ? `${d}Z` : d
}

/** A line y(x) from x0 to x1. */
export function curve(x0, x1, y, steps = 40) {
  return through(
    Array.from({ length: steps + 1 }, (_, i) => {
      const x = x0 + ((x1 - x0) * i) / steps
      return [x, y(x)]
    }),
  )
}

/** The area below a line y(x), down to the canvas's lower edge or to `floor`. */
export function hill(x0, x1, y, fill, floor = height, more = '') {
  return shape(`${curve(x0, x1, y)}L${n(x1)} ${n(floor)}L${n(x0)} ${n(floor)}Z`, fill, more)
}

/** A round shape with `lobes` soft corners, whose irregularity is `wobble` (0 to 1). */
export function blob(x, y, r, lobes, wobble, between) {
  return through(
    Array.from({ length: lobes }, (_, i) => polar(x, y, r * (1 + between(-wobble, wobble)), (i * 360) / lobes)),
    true,
  )
}
