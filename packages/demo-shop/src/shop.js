/* global CATALOGUE, LANGUAGE, NAMES */
/** The shop in the bundle's language: addresses, categories and products. The build defines the constants. */

export const language = LANGUAGE
export const root = language === 'ru' ? '/shop/ru/' : '/shop/'
/** The same page in the other language. */
export const counterpart = (path) =>
  language === 'ru' ? path.replace(/^\/shop\/ru\//, '/shop/') : path.replace(/^\/shop\//, '/shop/ru/')

export const { categories, colours, materials } = NAMES

/** A product is an Inkling item: `id` is its address, `topic` its category, and `author` its brand. */
export const products = CATALOGUE.map(({ category, brand, text, ...product }) => ({
  ...product,
  id: `${root}${category}/${product.slug}/`,
  topic: category,
  summary: text,
  author: brand,
  language,
  art: `/shop/art/${product.slug}.svg`,
}))

const bySlug = new Map(products.map((product) => [product.slug, product]))
export const productBySlug = (slug) => bySlug.get(slug)
export const inCategory = (category) => products.filter(({ topic }) => topic === category)

/** The eight products that have most in common with a product. */
export function relatedTo(product) {
  const common = (other) =>
    2 * other.tags.filter((tag) => product.tags.includes(tag)).length +
    (other.topic === product.topic ? 3 : 0) +
    (other.author === product.author ? 1 : 0)
  return products
    .filter((other) => other !== product)
    .map((other) => [common(other), other])
    .sort(([a], [b]) => b - a)
    .slice(0, 8)
    .map(([, other]) => other)
}

const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, '\u00a0')
/** Amounts in the language's currency: euros, or a hundred roubles for each. */
export const amountOf = (price) => (language === 'ru' ? price * 100 : price)
export const money = (price) => (language === 'ru' ? `${grouped(price * 100)}\u00a0₽` : `€${grouped(price)}`)

/** Products whose texts contain every word of the query, best match first. */
export function search(query) {
  const wanted =
    query
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  if (!wanted.length) return []
  // Endings differ in Russian and in plurals, so the beginnings of long words are compared.
  const stems = wanted.map((word) => (word.length > 5 ? word.slice(0, -2) : word.length > 3 ? word.slice(0, -1) : word))
  const scored = products.map((product) => {
    const { title, summary, author, tags, topic, material } = product
    const name = title.toLowerCase().replaceAll('ё', 'е')
    const rest = [summary, author, ...tags, categories[topic], materials[material]].join(' ').toLowerCase()
    const text = rest.replaceAll('ё', 'е')
    const hits = stems.map((stem) => (name.includes(stem) ? 3 : 0) + (text.includes(stem) ? 1 : 0))
    return [hits.every(Boolean) ? hits.reduce((sum, hit) => sum + hit, 0) : 0, product]
  })
  return scored
    .filter(([score]) => score)
    .sort(([a], [b]) => b - a)
    .map(([, product]) => product)
}
