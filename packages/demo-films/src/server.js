/** Renders pages for the build. */
import { render as renderComponent } from 'svelte/server'
import App from './app.svelte'
import { counterpart, films, genres, root, routeOf } from './films.js'
import { fill, words } from './words.js'

export { counterpart, words }

export const paths = [
  root,
  `${root}you/`,
  ...Object.keys(genres).map((genre) => `${root}${genre}/`),
  ...films.map(({ id }) => id),
]

/** @returns {[title: string, description: string]} */
function metaOf({ name, genre, film }) {
  if (name === 'film') return [`${film.title} (${film.year})`, film.summary]
  if (name === 'genre') return [genres[genre], fill(words.genreText, { genre: genres[genre] })]
  return name === 'you' ? [words.youTitle, words.youText] : [words.tagline, words.frontText]
}

export function render(path) {
  const [title, description] = metaOf(routeOf(path))
  const { body } = renderComponent(App, { props: { path } })
  return { title: `${title} · Lantern`, description, html: body }
}
