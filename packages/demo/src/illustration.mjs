/**
 * Generates an illustration for every article. Each topic has a family of compositions (motifs/<topic>.mjs,
 * motifs/ru/<topic>.mjs). An article whose slug names a composition gets that one, which its alt text describes; any
 * other gets one chosen by the hash of its slug. Variation within a composition also derives from the slug, so an
 * article always looks the same.
 */
import { families as english } from './motifs/families.mjs'
import { families as russian } from './motifs/ru/families.mjs'
import { chance, height, width } from './pen.mjs'
import { hash } from './random.mjs'

/** Compositions of both editions can be merged because slugs are unique across them. */
const familyOf = (topic) => ({ ...english[topic], ...russian[topic] })

/** @returns {string} an SVG file. `variant` overrides the composition derived from the slug. */
export function illustrate({ topic, slug, variant = slug }) {
  const family = familyOf(topic)
  const names = Object.keys(family)
  const draw = family[variant] ?? family[names[hash(slug) % names.length]]
  const drawing = draw(chance(slug)).replace(/ +\/>/g, '/>').replace(/ +>/g, '>')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${drawing}</svg>\n`
}
