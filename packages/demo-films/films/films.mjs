/** The guide's films: 200 in ten genres. Titles, names and years are facts; the sentences are our own. */
import adventure from './adventure.mjs'
import animation from './animation.mjs'
import comedy from './comedy.mjs'
import crime from './crime.mjs'
import horror from './horror.mjs'
import music from './music.mjs'
import romance from './romance.mjs'
import scifi from './scifi.mjs'
import war from './war.mjs'
import western from './western.mjs'
import { GENRES } from './words.mjs'

const SHELVES = { scifi, comedy, crime, romance, war, animation, horror, western, music, adventure }

/**
 * @typedef {object} Film
 * @property {string} id
 * @property {string} genre the shelf that it stands on
 * @property {number} year of the first showing
 * @property {string[]} countries keys of COUNTRIES
 * @property {string} motif what its poster shows
 * @property {string[]} tags the same in both languages, so that an interest holds in both
 * @property {{ title: string, director: string, text: string }} en
 * @property {{ title: string, director: string, text: string }} ru
 */

const film = (genre, row) => {
  const [id, year, countries, motif, tags, title, director, text, titleRu, directorRu, textRu] = row
  return {
    ...{ id, genre, year, countries: countries.split(' '), motif, tags: tags.split(' ') },
    en: { title, director, text },
    ru: { title: titleRu, director: directorRu, text: textRu },
  }
}

const shelves = Object.keys(GENRES).map((genre) => SHELVES[genre].map((row) => film(genre, row)))

/** The editors' order: one film of each genre in turn. */
export const films = shelves[0].flatMap((_, place) => shelves.map((shelf) => shelf[place]))
