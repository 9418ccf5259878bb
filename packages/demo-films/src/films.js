/* global FILMS, LANGUAGE, NAMES */
/** The film guide in the bundle's language. The build defines the constants. */

export const language = LANGUAGE
export const root = language === 'ru' ? '/films/ru/' : '/films/'
/** The same page in the other language. */
export const counterpart = (path) =>
  language === 'ru' ? path.replace(/^\/films\/ru\//, '/films/') : path.replace(/^\/films\//, '/films/ru/')

export const { genres, countries } = NAMES

/** A film is an Inkling item: `id` is its address, `topic` its genre, and `author` its director. */
export const films = FILMS.map(({ genre, director, text, ...film }) => ({
  ...film,
  id: `${root}${genre}/${film.slug}/`,
  topic: genre,
  summary: text,
  author: director,
  language,
  poster: `/films/posters/${film.slug}.svg`,
}))

export const ofGenre = (genre) => films.filter(({ topic }) => topic === genre)

/** The twelve films that have most in common with a film. */
export function relatedTo(film) {
  const common = (other) =>
    2 * other.tags.filter((tag) => film.tags.includes(tag)).length +
    (other.author === film.author ? 3 : 0) +
    (other.topic === film.topic ? 2 : 0) +
    (Math.abs(other.year - film.year) < 10 ? 1 : 0)
  return films
    .filter((other) => other !== film)
    .map((other) => [common(other), other])
    .sort(([a], [b]) => b - a)
    .slice(0, 12)
    .map(([, other]) => other)
}

/** @returns {{ name: 'front' | 'you' | 'missing' } | { name: 'genre', genre: string } | { name: 'film', film: object }} */
export function routeOf(path) {
  const [first = '', second = ''] = path.slice(root.length).split('/')
  if (!first) return { name: 'front' }
  if (first === 'you') return { name: 'you' }
  if (Object.hasOwn(genres, first) && !second) return { name: 'genre', genre: first }
  const film = films.find(({ id }) => id === path)
  return film ? { name: 'film', film } : { name: 'missing' }
}
