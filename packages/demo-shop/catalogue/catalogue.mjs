/** The shop's products: 120 invented goods in ten categories. */
import bags from './bags.mjs'
import clothing from './clothing.mjs'
import garden from './garden.mjs'
import kitchen from './kitchen.mjs'
import lamps from './lamps.mjs'
import outdoors from './outdoors.mjs'
import paper from './paper.mjs'
import play from './play.mjs'
import sound from './sound.mjs'
import tea from './tea.mjs'
import { CATEGORIES } from './words.mjs'

const SHELVES = { kitchen, tea, lamps, clothing, bags, garden, paper, outdoors, play, sound }

/** A fixed day, so that a build doesn't depend on the clock. */
const TODAY = Date.UTC(2026, 10, 27)
const DAY = 86_400_000

/**
 * @typedef {object} Product
 * @property {string} id
 * @property {string} category
 * @property {string} form which drawing shows it
 * @property {string} colour
 * @property {string} material
 * @property {number} price in euros
 * @property {string} brand
 * @property {string} published ISO 8601
 * @property {number} stock
 * @property {string[]} tags the same in both languages, so that an interest holds in both
 * @property {{ title: string, text: string }} en
 * @property {{ title: string, text: string }} ru
 */

const product = (category, row) => {
  const [id, form, colour, material, price, brand, days, stock, tags, title, text, titleRu, textRu] = row
  const published = new Date(TODAY - days * DAY).toISOString().slice(0, 10)
  const details = { id, category, form, colour, material, price, brand, published, stock, tags: tags.split(' ') }
  return { ...details, en: { title, text }, ru: { title: titleRu, text: textRu } }
}

const shelves = Object.keys(CATEGORIES).map((category) => SHELVES[category].map((row) => product(category, row)))

/** The editors' order: one product of each category in turn, so that the front page shows all of the shop. */
export const products = shelves[0].flatMap((_, place) =>
  shelves.map((shelf, category) => shelf[(place + category * 5) % shelf.length]),
)
