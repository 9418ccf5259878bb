/** A product's picture: a drawing by its form and colour, varied by its id, on a backdrop. */
import { COLOURS } from '../catalogue/words.mjs'
import { fun } from './fun.mjs'
import { home } from './home.mjs'
import { darker, lighter, mix, pen, SIZE } from './pen.mjs'
import { table } from './table.mjs'
import { wear } from './wear.mjs'

const FORMS = { ...table, ...home, ...wear, ...fun }
export const forms = Object.keys(FORMS)

const BACKDROPS = ['#e9e2d4', '#dfe4dc', '#e8dcd3', '#d9e1e4', '#e6e3da', '#e3dbe0', '#dce4d4']
/** Second colours that go with each colour. */
const ACCENTS = {
  white: ['#7c9a92', '#c9865b', '#4d5f7a'],
  black: ['#c9a557', '#b24a3b', '#8a8f96'],
  grey: ['#d8a24a', '#3f5f6f', '#b8604a'],
  red: ['#efe3c8', '#2f4858', '#d9a441'],
  orange: ['#2f4858', '#f1e2c4', '#6b4a36'],
  yellow: ['#3d5a80', '#7a5c3e', '#f4efe2'],
  green: ['#efe2c2', '#c7794f', '#d9b24c'],
  blue: ['#f0e6d0', '#d98b4b', '#c9504a'],
  natural: ['#3f6a5c', '#b5533c', '#41597a'],
  brown: ['#e7d3a9', '#5f7f6a', '#c9a557'],
  pink: ['#5d7f77', '#f3e8d6', '#8c4a5a'],
  silver: ['#3a3f45', '#c9a557', '#7a8f9c'],
}

/** @returns {string} an SVG file of 480 × 480 units that depends only on the product's id, form and colour */
export function picture({ id, form, colour }) {
  const p = pen(id)
  const base = COLOURS[colour].hex
  const c = mix(base, p.random() < 0.5 ? '#ffffff' : '#2a2018', p.random() * 0.1)
  const colours = { c, d: darker(c, 0.28), l: lighter(c, 0.28), a: p.pick(ACCENTS[colour]) }
  const ground = p.pick(BACKDROPS)
  const drawing = FORMS[form](p, colours)
  const wall = p.down(
    [0, lighter(ground, 0.35)],
    [0.72, ground],
    [0.82, darker(ground, 0.07)],
    [1, darker(ground, 0.02)],
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}"><defs>${p.definitions()}</defs><rect width="${SIZE}" height="${SIZE}" fill="${wall}"/>${drawing}</svg>
`
}
