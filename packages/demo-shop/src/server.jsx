/** Renders pages for the build. */
import { renderToString } from 'react-dom/server'
import { App, titleOf } from './app.jsx'
import { campaignsFile } from './campaigns.js'
import { renderAt } from './router.js'
import { NAMED, routeOf } from './routes.js'
import { categories, counterpart, products, root } from './shop.js'
import { metaOf } from './views.jsx'
import { words } from './words.js'

export { campaignsFile, counterpart, root, words }

export const paths = [
  root,
  ...Object.keys(categories).map((category) => `${root}${category}/`),
  ...products.map(({ id }) => id),
  ...NAMED.map((name) => `${root}${name}/`),
]

export function render(path) {
  renderAt(path)
  const route = routeOf(path)
  return { title: titleOf(route), description: metaOf(route)[1], html: renderToString(<App />) }
}
