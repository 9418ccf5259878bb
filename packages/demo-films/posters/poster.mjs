/** A film's poster: its motif on a ground drawn by genre, in colours of its time. Nothing of any real poster is used. */
import { mix, randomFrom } from '../../demo-shop/pictures/pen.mjs'
import { MOTIFS } from './motifs.mjs'

export const motifs = Object.keys(MOTIFS)

const WIDTH = 300
const HEIGHT = 450

/**
 * Colours by time: ground, second ground, light and dark colour of the motif. Greys of silent films, posters printed in few
 * inks, Technicolor, the browns of the seventies, neon, the green of the nineties, and today's teal and orange.
 */
const ERAS = [
  [
    1930,
    [
      ['#d8d2c4', '#b9b1a0', '#f6f2e8', '#2b2926'],
      ['#4a4742', '#6b675f', '#ebe6da', '#1b1a18'],
      ['#a89f8d', '#8d8473', '#f3ecdd', '#35302a'],
    ],
  ],
  [
    1950,
    [
      ['#e8d9b5', '#c7a86b', '#a33327', '#22201e'],
      ['#2e3b3c', '#49595a', '#e6cf9b', '#161a1b'],
      ['#8c2f25', '#a9483a', '#f0dfb8', '#221512'],
      ['#c9bfa2', '#8f9b88', '#1f3d45', '#b5482f'],
    ],
  ],
  [
    1970,
    [
      ['#f2c84b', '#e9a93a', '#1d4e63', '#c2382c'],
      ['#2f7f86', '#4b9aa0', '#f6e7c4', '#c9412f'],
      ['#e86f5a', '#f08d78', '#fbe9c8', '#22394f'],
      ['#efe3c9', '#d9c8a0', '#d3492f', '#1e3546'],
    ],
  ],
  [
    1980,
    [
      ['#7a4a26', '#96602f', '#f1b74a', '#2b170c'],
      ['#d98c2b', '#e7a348', '#fff0cf', '#5a2416'],
      ['#5b5a2c', '#75743d', '#f0d9a0', '#27240f'],
      ['#b4532a', '#c86d3c', '#f8dfb4', '#3a1710'],
    ],
  ],
  [
    1990,
    [
      ['#231a4a', '#3a2870', '#ff5fa2', '#37d6e0'],
      ['#0f2b57', '#1b4480', '#ffcf4a', '#e8483f'],
      ['#551650', '#7a2370', '#ffd166', '#1d0a24'],
      ['#0b3b46', '#12586a', '#ff8a5c', '#f7ecd0'],
    ],
  ],
  [
    2000,
    [
      ['#1f3b33', '#2f5448', '#d8e0b8', '#0e1c18'],
      ['#3f4f24', '#586c33', '#f0e9c2', '#1b220f'],
      ['#7b1e2b', '#952f3c', '#f2d5b8', '#24090d'],
      ['#c5b797', '#aa9a76', '#2b4a3d', '#7d2a22'],
    ],
  ],
  [
    Infinity,
    [
      ['#0f3a45', '#175260', '#ff9a4d', '#f3e9d8'],
      ['#e8743b', '#f09055', '#fff1df', '#123642'],
      ['#dfe5e4', '#bccac9', '#e2673a', '#173a45'],
      ['#2a2433', '#3e3549', '#f2b5a7', '#e2564b'],
    ],
  ],
]

const n = (value) => Number(value.toFixed(1))
const list = (count, draw) => Array.from({ length: count }, (_, i) => draw(i)).join('')
const rect = (x, y, w, h, fill, more = '') =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}"${more}/>`
const disc = (x, y, r, fill, more = '') => `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}"${more}/>`
const path = (d, fill, more = '') => `<path d="${d}" fill="${fill}"${more}/>`

/** Each draws a ground in the colours `g` and `h`, and may use the motif's light colour `a`. */
const GROUNDS = {
  scifi: ({ between }, { h, a }) =>
    list(24, () => disc(between(0, 300), between(0, 450), between(0.6, 2.2), a)) +
    disc(between(40, 260), 470, between(150, 230), h),
  comedy: ({ between }, { h }) => {
    const step = between(34, 52)
    return list(9, (i) => path(`M${n(i * step * 2 - 200)} 0h${n(step)}l200 450h${n(-step)}Z`, h))
  },
  crime: ({ between }, { h, b }) =>
    path(`M0 ${n(between(60, 170))}L300 ${n(between(250, 380))}V450H0Z`, h) + rect(0, 404, 300, 6, b),
  romance: ({ between }, { h }) =>
    disc(between(70, 130), 200, between(110, 150), h) +
    disc(between(180, 240), 260, between(90, 130), h, ' opacity="0.6"'),
  war: ({ between }, { h, b }) =>
    list(6, (i) => rect(0, 60 + i * 62 + between(0, 20), 300, between(8, 30), h)) +
    path(`M0 450V400l60-${n(between(8, 24))} 80 20 70-${n(between(10, 30))} 90 26V450Z`, b),
  animation: ({ between }, { h, a }) =>
    disc(between(40, 260), between(60, 100), between(24, 40), a) +
    path(`M0 450V${n(between(300, 340))}Q90 ${n(between(250, 290))} 170 340T300 310V450Z`, h),
  horror: ({ between }, { h }) =>
    path(`M0 0H300V70${list(10, (i) => `L${285 - i * 30} ${n(i % 2 ? between(40, 70) : between(90, 170))}`)}L0 60Z`, h),
  western: ({ between }, { h, a }) =>
    disc(150, 190, between(105, 135), a, ' opacity="0.45"') +
    path(`M0 450V372h40l10-${n(between(30, 60))}h54l12 60h74l8-${n(between(60, 100))}h46l10 90h46V450Z`, h),
  music: ({ between }, { h }) => {
    const x = between(100, 200)
    return list(
      7,
      (i) => `<circle cx="${n(x)}" cy="225" r="${30 + i * 38}" fill="none" stroke="${h}" stroke-width="14"/>`,
    )
  },
  adventure: ({ between }, { h, b }) =>
    path(`M0 450V330l70-${n(between(40, 90))} 60 60 80-${n(between(70, 120))} 90 100V450Z`, h) +
    path(`M0 450V412l110-${n(between(20, 40))} 80 24 110-30V450Z`, b),
}

/** @returns {string} an SVG file of 300 × 450 units that depends only on the film's id, genre, year and motif */
export function poster({ id, genre, year, motif }) {
  const random = randomFrom(id)
  const between = (low, high) => low + random() * (high - low)
  const [, palettes] = ERAS.find(([before]) => year < before)
  const [g, h, a, b] = palettes[Math.floor(random() * palettes.length)]
  const ground = GROUNDS[genre]({ between }, { h, a: mix(a, g, 0.35), b: mix(g, b, 0.5) })
  const scale = n(between(1.0, 1.22))
  const drawing = MOTIFS[motif].draw(a, b)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">${rect(0, 0, WIDTH, HEIGHT, g)}${ground}<g transform="translate(150 ${n(between(205, 240))}) scale(${scale})">${drawing}</g>${rect(7, 7, 286, 436, 'none', ` stroke="${a}" stroke-width="2"`)}</svg>
`
}

const WORDS = { en: 'Drawn poster', ru: 'Нарисованный постер' }
export const altOf = (motif, language) => `${WORDS[language]}: ${MOTIFS[motif][language]}`
