/** The launch page's film, if scripts/film.mjs has made it: files, and the part of the page that shows it. */
import { existsSync, readFileSync } from 'node:fs'
import { captions } from './film-captions.mjs'

const FILES = ['film.webm', 'film.jpg', 'film.en.vtt', 'film.ru.vtt']
const at = (name) => new URL(name, import.meta.url)

const hasFilm = () => FILES.every((name) => existsSync(at(name)))

/** @returns {Map<string, Buffer>} by path on the site */
export const filmFiles = () =>
  new Map(hasFilm() ? FILES.map((name) => [`assets/launch/${name}`, readFileSync(at(name))]) : [])

/** Only the poster is loaded until the visitor presses play. @returns HTML, or undefined without a film */
export function film({ say, pick, language }) {
  if (!hasFilm()) return undefined
  const track = ([code, name]) =>
    `<track kind="captions" src="/assets/launch/film.${code}.vtt" srclang="${code}" label="${name}"${code === language ? ' default' : ''}>`
  const tracks = [
    ['en', 'English'],
    ['ru', 'Русский'],
  ].map(track)
  return `<p>${say('filmLine')}</p>
<video class="film" controls muted playsinline preload="none" width="960" height="600" poster="/assets/launch/film.jpg" aria-label="${say('filmLabel')}">
<source src="/assets/launch/film.webm" type="video/webm">
${tracks.join('\n')}
</video>
<details><summary>${say('transcript')}</summary><ol class="transcript">${Object.values(captions)
    .map((pair) => `<li>${pick(pair)}</li>`)
    .join('')}</ol></details>`
}
