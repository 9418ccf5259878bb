import { expect, test } from 'vitest'
import { films } from '../films/films.mjs'
import { COUNTRIES, GENRES } from '../films/words.mjs'
import { altOf, motifs, poster } from '../posters/poster.mjs'

const unique = (values: readonly unknown[]) => new Set(values).size

test('There are 200 different films, twenty in each of ten genres.', () => {
  expect(films).toHaveLength(200)
  expect(unique(films.map(({ id }) => id))).toBe(200)
  for (const genre of Object.keys(GENRES)) expect(films.filter((film) => film.genre === genre)).toHaveLength(20)
  for (const language of ['en', 'ru'] as const) {
    expect(unique(films.map((film) => film[language].title))).toBe(200)
    expect(unique(films.map((film) => film[language].text))).toBe(200)
  }
})

test('Every film is complete in both languages.', () => {
  for (const { id, en, ru, ...film } of films) {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
    expect(film.year, id).toBeGreaterThanOrEqual(1920)
    expect(film.year, id).toBeLessThan(2026)
    for (const country of film.countries) expect(COUNTRIES, id).toHaveProperty(country)
    expect(motifs, id).toContain(film.motif)
    expect(film.tags.length, id).toBeGreaterThanOrEqual(3)
    expect(en.text, id).toMatch(/^[A-Z].*\.$/)
    expect(en.title + en.director + en.text, id).not.toMatch(/[а-яё]/i)
    expect(ru.director, id).toMatch(/[а-яё]/i)
    expect(ru.text, id).toMatch(/^[«А-ЯЁ].*\.$/)
  }
})

test('The front page begins with one film of each genre.', () => {
  expect(unique(films.slice(0, 10).map(({ genre }) => genre))).toBe(10)
})

test('A person has one name in each language.', () => {
  const names = new Map<string, string>()
  for (const { id, en, ru } of films) {
    expect(ru.director, id).toBe(names.get(en.director) ?? ru.director)
    names.set(en.director, ru.director)
  }
  expect(unique([...names.values()])).toBe(names.size)
})

test('Posters are small SVG files, differ, and depend only on the film.', () => {
  const posters = films.map(poster)
  expect(unique(posters)).toBe(200)
  expect(films.map(poster)).toEqual(posters)
  for (const [i, svg] of posters.entries()) {
    const { id, motif } = films[i]!
    const document = new DOMParser().parseFromString(svg, 'image/svg+xml')
    expect(document.documentElement.localName, id).toBe('svg')
    expect(document.querySelector('parsererror'), id).toBeNull()
    expect(document.querySelectorAll('path,circle,rect,ellipse').length, id).toBeGreaterThan(4)
    expect(svg, id).not.toMatch(/NaN|undefined|Infinity|<text|<image|href/)
    expect(svg.length, id).toBeLessThan(4096)
    expect(altOf(motif, 'en'), id).toMatch(/^Drawn poster: \S/)
    expect(altOf(motif, 'ru'), id).toMatch(/^Нарисованный постер: [а-яё]/)
  }
})
