/**
 * One illustration for every article, made in code. A topic has a family of compositions (motifs/<topic>.mjs). An article
 * whose slug names a composition gets that one: its alt text describes it. Any other gets one of the family by the
 * hash of its slug. What varies inside a composition follows from the slug, so the same article always looks the same.
 */
import { books } from './motifs/books.mjs'
import { design } from './motifs/design.mjs'
import { food } from './motifs/food.mjs'
import { health } from './motifs/health.mjs'
import { history } from './motifs/history.mjs'
import { money } from './motifs/money.mjs'
import { music } from './motifs/music.mjs'
import { nature } from './motifs/nature.mjs'
import { space } from './motifs/space.mjs'
import { sport } from './motifs/sport.mjs'
import { technology } from './motifs/technology.mjs'
import { travel } from './motifs/travel.mjs'
import { chance, height, width } from './pen.mjs'
import { hash } from './random.mjs'

const families = { space, nature, food, travel, sport, music, technology, health, money, history, books, design }

/** @returns {string} an SVG file. `variant` overrides the composition that the slug would get. */
export function illustrate({ topic, slug, variant = slug }) {
  const family = families[topic]
  const names = Object.keys(family)
  const draw = family[variant] ?? family[names[hash(slug) % names.length]]
  const drawing = draw(chance(slug)).replace(/ +\/>/g, '/>').replace(/ +>/g, '>')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${drawing}</svg>\n`
}
