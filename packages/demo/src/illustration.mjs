/**
 * One illustration for every article, made in code. A topic has a family of compositions (motifs/<topic>.mjs, motifs/ru/<topic>.mjs). An article
 * whose slug names a composition gets that one: its alt text describes it. Any other gets one of the family by the
 * hash of its slug. What varies inside a composition follows from the slug, so the same article always looks the same.
 */
import { families as english } from './motifs/families.mjs'
import { families as russian } from './motifs/ru/families.mjs'
import { chance, height, width } from './pen.mjs'
import { hash } from './random.mjs'

/** A story is drawn by its slug, whichever edition it is in: slugs are unique across both. */
const familyOf = (topic) => ({ ...english[topic], ...russian[topic] })

/** @returns {string} an SVG file. `variant` overrides the composition that the slug would get. */
export function illustrate({ topic, slug, variant = slug }) {
  const family = familyOf(topic)
  const names = Object.keys(family)
  const draw = family[variant] ?? family[names[hash(slug) % names.length]]
  const drawing = draw(chance(slug)).replace(/ +\/>/g, '/>').replace(/ +>/g, '>')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${drawing}</svg>\n`
}
