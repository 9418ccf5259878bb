/** The shop's addresses, and the lists that are ranked on each page. */
import { categories, inCategory, productBySlug, products, relatedTo, root, search } from './shop.js'

export const NAMED = ['basket', 'thanks', 'search', 'you']

export function routeOf(path) {
  const [first = '', second = ''] = path.slice(root.length).split('/')
  if (!first) return { name: 'front' }
  if (NAMED.includes(first)) return { name: first }
  const product = productBySlug(second)
  if (product?.topic === first) return { name: 'product', product }
  return first in categories && !second ? { name: 'category', category: first } : { name: 'missing' }
}

export const queryOf = (search) => new URLSearchParams(search).get('q')?.trim() ?? ''

/** @returns {Array<[list: string, items: object[]]>} */
export function listsOf(path, query) {
  const { name, category, product } = routeOf(path)
  if (name === 'front')
    return [
      ['for-you', products],
      ['all', products],
    ]
  if (name === 'category') return [[category, inCategory(category)]]
  if (name === 'product') return [['related', relatedTo(product)]]
  return name === 'search' ? [['search', search(queryOf(query))]] : []
}
