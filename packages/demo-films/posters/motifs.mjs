/**
 * The posters' motifs: flat drawings of 200 × 200 units, centred on the origin, in the colours `a` (light) and `b`
 * (dark).
 */

const path = (d, fill) => `<path d="${d}" fill="${fill}"/>`
const line = (d, colour, width = 8) =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
const disc = (x, y, r, fill) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`
const rect = (x, y, w, h, fill, r = 0) =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}"/>`
const turn = (degrees, content) => `<g transform="rotate(${degrees})">${content}</g>`
const around = (count, draw) => Array.from({ length: count }, (_, i) => turn((360 / count) * i, draw)).join('')
/** A thread of a web: eight sagging arcs around the centre. */
const ring = (radius) => {
  const at = (eighths, share) => {
    const angle = (eighths * Math.PI) / 4
    return `${(Math.sin(angle) * radius * share).toFixed(1)} ${(-Math.cos(angle) * radius * share).toFixed(1)}`
  }
  const arcs = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => `Q${at(i + 0.5, 0.78)} ${at(i + 1, 1)}`)
  return `M${at(0, 1)}${arcs.join('')}`
}
const row = (values, draw) => values.map(draw).join('')

/** @type {Record<string, { en: string, ru: string, draw: (a: string, b: string) => string }>} */
export const MOTIFS = {
  balloon: {
    en: 'a hot-air balloon',
    ru: 'воздушный шар',
    draw: (a, b) =>
      path('M0-95a62 62 0 0 1 62 62C62 10 24 30 16 52h-32C-24 30-62 10-62-33A62 62 0 0 1 0-95Z', a) +
      path('M0-95C26-70 26 10 8 52H-8C-26 10-26-70 0-95Z', b) +
      line('M-14 56l4 18M14 56l-4 18', b, 3) +
      rect(-13, 74, 26, 20, b, 4),
  },
  bicycle: {
    en: 'a bicycle',
    ru: 'велосипед',
    draw: (a, b) =>
      line('M-95 35a40 40 0 1 0 80 0a40 40 0 1 0-80 0M15 35a40 40 0 1 0 80 0a40 40 0 1 0-80 0', a, 7) +
      line('M-55 35L-25-30H35L0 35H-55M0 35L-30-45M-42-45h24M55 35L30-50h24', b, 7),
  },
  bird: {
    en: 'birds in flight',
    ru: 'птицы в полёте',
    draw: (a, b) =>
      path('M-95-20C-60-60-25-45 0 0 25-45 60-60 95-20 55-35 20-15 0 30-20-15-55-35-95-20Z', a) +
      path('M-60 60c15-16 28-10 36 8 8-18 21-24 36-8-16-4-28 4-36 20-8-16-20-24-36-20Z', b) +
      path('M30-75c11-12 21-8 27 6 6-14 16-18 27-6-12-3-21 3-27 15-6-12-15-18-27-15Z', b),
  },
  book: {
    en: 'an open book',
    ru: 'раскрытая книга',
    draw: (a, b) =>
      path('M0-40C-30-62-65-62-95-50V60c30-12 65-12 95 10 30-22 65-22 95-10V-50C65-62 30-62 0-40Z', a) +
      line('M0-36V66M-75-25q30-6 55 8M-75 5q30-6 55 8M75-25q-30-6-55 8M75 5q-30-6-55 8', b, 5),
  },
  camera: {
    en: 'a film camera',
    ru: 'кинокамера',
    draw: (a, b) =>
      disc(-38, -52, 38, a) +
      disc(38, -52, 38, a) +
      disc(-38, -52, 10, b) +
      disc(38, -52, 10, b) +
      rect(-70, -14, 120, 78, a, 8) +
      path('M54 12l44-26v78L54 38Z', b) +
      line('M-10 66l-40 32M-10 66l40 32', b, 7),
  },
  candle: {
    en: 'a burning candle',
    ru: 'горящая свеча',
    draw: (a, b) =>
      path('M0-98c30 36 26 66 0 72-26-6-30-36 0-72Z', a) +
      path('M0-66c12 16 10 32 0 36-10-4-12-20 0-36Z', b) +
      rect(-24, -18, 48, 92, a, 4) +
      line('M0-26v12', b, 4) +
      rect(-64, 74, 128, 16, b, 8),
  },
  car: {
    en: 'a car',
    ru: 'автомобиль',
    draw: (a, b) =>
      path('M-98 40V8c0-8 20-12 44-14l26-34h62l30 34c24 2 34 8 34 18v28Z', a) +
      path('M-42-8l20-24h18v24ZM6-8v-24h22l20 24Z', b) +
      disc(-56, 40, 24, b) +
      disc(56, 40, 24, b) +
      disc(-56, 40, 10, a) +
      disc(56, 40, 10, a),
  },
  castle: {
    en: 'a castle',
    ru: 'замок',
    draw: (a, b) =>
      path('M-90 80V-40h18v14h14v-14h18v40h22v-70L0-100l18 30V0h22v-40h18v14h14v-14h18V80Z', a) +
      path('M-18 80V44a18 18 0 0 1 36 0v36Z', b) +
      rect(-6, -50, 12, 24, b) +
      rect(-70, -4, 12, 22, b) +
      rect(58, -4, 12, 22, b),
  },
  cat: {
    en: 'a cat',
    ru: 'кошка',
    draw: (a, b) =>
      path('M-60-90l34 26q26-8 52 0l34-26v70C60 20 30 40 0 40S-60 20-60-20Z', a) +
      path('M-52 96q-8-60 52-60t52 60Z', a) +
      disc(-24, -22, 9, b) +
      disc(24, -22, 9, b) +
      path('M-8 2H8L0 12Z', b) +
      line('M52 90q50 0 44-50', a, 12),
  },
  city: {
    en: 'a city at night',
    ru: 'ночной город',
    draw: (a, b) =>
      path('M-98 95V10h34v-50h38v34h20v-86h12l6-18 6 18h12V30h22v-60h36V95Z', a) +
      row([-88, -74, -54, -36, -10, 6, 22, 62, 78], (x, i) =>
        row([0, 1, 2], (_, j) => rect(x, 22 + j * 24 - (i % 2) * 6, 7, 11, b)),
      ),
  },
  clock: {
    en: 'a clock',
    ru: 'часы',
    draw: (a, b) =>
      disc(0, 0, 92, b) +
      disc(0, 0, 80, a) +
      around(12, rect(-3, -74, 6, 16, b)) +
      line('M0 0V-52M0 0L36 22', b, 8) +
      disc(0, 0, 8, b),
  },
  crown: {
    en: 'a crown',
    ru: 'корона',
    draw: (a, b) =>
      path('M-85 50L-95-45l50 40L0-75 45-5l50-40-10 95Z', a) +
      rect(-85, 58, 170, 20, b, 4) +
      disc(-95, -52, 10, b) +
      disc(0, -83, 11, b) +
      disc(95, -52, 10, b),
  },
  cup: {
    en: 'a cup of coffee',
    ru: 'чашка кофе',
    draw: (a, b) =>
      path('M-70-10H50v46a44 44 0 0 1-44 44h-32a44 44 0 0 1-44-44Z', a) +
      line('M52 4q44-4 40 26T46 56', a, 12) +
      rect(-86, 84, 152, 10, b, 5) +
      line('M-40-30q-16-20 0-36t0-32M-8-30q-16-20 0-36t0-32M24-30q-16-20 0-36t0-32', b, 6),
  },
  door: {
    en: 'a door ajar',
    ru: 'приоткрытая дверь',
    draw: (a, b) =>
      rect(-62, -98, 124, 196, b) +
      path('M-50-86H50V98H-50Z', a) +
      path('M-50-86L22-66V112L-50 98Z', b) +
      disc(10, 20, 6, a),
  },
  eye: {
    en: 'an eye',
    ru: 'глаз',
    draw: (a, b) =>
      path('M-98 0Q0-96 98 0 0 96-98 0Z', a) +
      disc(0, 0, 42, b) +
      disc(0, 0, 16, a) +
      row([-60, -30, 0, 30, 60], (x) => line(`M${x} ${-62 + Math.abs(x) / 3}L${x * 1.3} -92`, b, 6)),
  },
  fish: {
    en: 'a fish',
    ru: 'рыба',
    draw: (a, b) =>
      path('M-90 0C-50-60 30-60 60-6L98-40V40L60 6C30 60-50 60-90 0Z', a) +
      disc(-50, -8, 8, b) +
      line('M-22-34q18 34 0 68M8-34q18 34 0 68', b, 5),
  },
  flower: {
    en: 'a flower',
    ru: 'цветок',
    draw: (a, b) =>
      line('M0 0q8 50 0 98', b, 7) +
      path('M2 70q40-40 62-14-26 30-62 14Z', b) +
      `<g transform="translate(0 -34)">${around(8, `<ellipse cx="0" cy="-36" rx="15" ry="28" fill="${a}"/>`)}${disc(0, 0, 20, b)}</g>`,
  },
  guitar: {
    en: 'a guitar',
    ru: 'гитара',
    draw: (a, b) =>
      turn(
        38,
        rect(-8, -118, 16, 100, b) +
          rect(-14, -128, 28, 24, b, 4) +
          path('M0-24c30 0 38 20 32 40 26 14 32 76-32 76S-58 30-32 16C-38-4-30-24 0-24Z', a) +
          disc(0, 26, 15, b) +
          rect(-18, 66, 36, 8, b),
      ),
  },
  hand: {
    en: 'a raised hand',
    ru: 'поднятая ладонь',
    draw: (a, b) =>
      path(
        'M-46 98V0q-34-26-22-40t36 16v-50a11 11 0 0 1 22 0v44-58a11 11 0 0 1 22 0v58-48a11 11 0 0 1 22 0v52-32a11 11 0 0 1 22 0V50q0 30-24 48Z',
        a,
      ) + line('M-22 40q24-22 52-8M-20 62q20-12 40-4', b, 5),
  },
  hat: {
    en: 'a hat',
    ru: 'шляпа',
    draw: (a, b) =>
      path('M-54 14c-4-50 6-86 26-86q28 12 56 0c20 0 30 36 26 86Z', a) +
      path('M-54 0H54v22H-54Z', b) +
      path('M-98 6q98 44 196 0-8 50-98 50T-98 6Z', a),
  },
  heart: {
    en: 'a heart',
    ru: 'сердце',
    draw: (a, b) =>
      path('M0 88C-60 40-95 6-95-34c0-54 70-70 95-18 25-52 95-36 95 18C95 6 60 40 0 88Z', a) +
      line('M-64-30q2-30 30-32', b, 7),
  },
  helmet: {
    en: 'a soldier’s helmet',
    ru: 'солдатская каска',
    draw: (a, b) =>
      path('M-84 20C-90-50-40-84 0-84S90-50 84 20Z', a) +
      path('M-98 20H98q0 22-30 24H-68Q-98 42-98 20Z', b) +
      line('M-56 46q8 44 56 46 48-2 56-46', b, 7),
  },
  horse: {
    en: 'a rider on a horse',
    ru: 'всадник на коне',
    draw: (a, b) =>
      path(
        'M-72 96l10-60q-24-10-20-46-14 12-12 40-10-50 22-56H24l34-42 8-14 8 16 22 26-8 14-26-6-16 34-2 34 12 60H44L30 50l-50-4-22 14 4 36Z',
        a,
      ) +
      path('M-22-28l4-30q2-14 18-14t18 14l6 30Z', b) +
      disc(0, -86, 12, b) +
      rect(-22, -96, 44, 6, b, 3),
  },
  house: {
    en: 'a lonely house',
    ru: 'одинокий дом',
    draw: (a, b) =>
      path('M-80 90V-6L0-80 80-6V90Z', a) +
      path('M-98 2L0-92 98 2 86 14 0-68-86 14Z', b) +
      rect(40, -84, 18, 40, b) +
      rect(-16, 36, 32, 54, b) +
      rect(-56, 14, 26, 26, b) +
      rect(30, 14, 26, 26, b),
  },
  key: {
    en: 'a key',
    ru: 'ключ',
    draw: (a, b) =>
      turn(
        -40,
        disc(-56, 0, 40, a) +
          disc(-56, 0, 18, b) +
          rect(-20, -9, 118, 18, a) +
          rect(52, 8, 14, 26, a) +
          rect(80, 8, 14, 34, a),
      ),
  },
  knife: {
    en: 'a knife',
    ru: 'нож',
    draw: (a, b) =>
      turn(28, path('M-16 20V-60q0-28 32-44V20Z', a) + rect(-28, 20, 56, 12, b, 4) + rect(-14, 32, 28, 68, b, 8)),
  },
  lamp: {
    en: 'a street lamp',
    ru: 'уличный фонарь',
    draw: (a, b) =>
      path('M-20-30L-90 98H90L20-30Z', a) +
      rect(-5, -20, 10, 118, b) +
      path('M-30-78H30L20-24H-20Z', b) +
      path('M-18-70h36l-7 38h-22Z', a) +
      path('M-36-78L0-100 36-78Z', b),
  },
  letter: {
    en: 'a letter',
    ru: 'письмо',
    draw: (a, b) =>
      rect(-94, -60, 188, 124, a, 6) + line('M-88-54L0 16 88-54M-88 58l62-58M88 58L26 0', b, 6) + disc(0, 20, 16, b),
  },
  mask: {
    en: 'a mask',
    ru: 'маска',
    draw: (a, b) =>
      path('M-84-70Q0-98 84-70C90 10 60 92 0 96-60 92-90 10-84-70Z', a) +
      path('M-60-26q26-22 46 4-26 16-46-4ZM60-26q-26-22-46 4 26 16 46-4Z', b) +
      path('M-36 42q36 20 72 0-14 34-36 34T-36 42Z', b),
  },
  moon: {
    en: 'the moon',
    ru: 'луна',
    draw: (a, b) =>
      disc(0, 0, 88, a) + disc(-30, -26, 20, b) + disc(26, 10, 28, b) + disc(-26, 44, 12, b) + disc(34, -44, 9, b),
  },
  mountain: {
    en: 'a mountain',
    ru: 'гора',
    draw: (a, b) =>
      path('M-98 86L-10-88 98 86Z', a) +
      path('M-10-88L24-33 6-42-12-20-26-40-38-32Z', b) +
      path('M20 86L66 18 98 86Z', b),
  },
  note: {
    en: 'musical notes',
    ru: 'ноты',
    draw: (a, b) =>
      path('M-40-80L70-98V48H56V-58L-26-44V70h-14Z', a) +
      '<ellipse cx="-52" cy="70" rx="30" ry="22" fill="' +
      a +
      '"/><ellipse cx="44" cy="50" rx="30" ry="22" fill="' +
      b +
      '"/>',
  },
  piano: {
    en: 'the keys of a piano',
    ru: 'клавиши рояля',
    draw: (a, b) =>
      rect(-96, -70, 192, 140, b, 4) +
      row([-92, -65, -38, -11, 16, 43, 70], (x) => rect(x, -66, 23, 132, a)) +
      row([-74, -47, 7, 34, 61], (x) => rect(x, -66, 14, 80, b)),
  },
  plane: {
    en: 'an aeroplane',
    ru: 'самолёт',
    draw: (a, b) =>
      turn(
        35,
        path('M0-98q14 16 14 50l82 56v22L14 10l-4 56 26 20v12L0 88l-36 10V86l26-20-4-56-82 20V8l82-56q0-34 14-50Z', a) +
          disc(0, -56, 7, b),
      ),
  },
  planet: {
    en: 'a planet with a ring',
    ru: 'планета с кольцом',
    draw: (a, b) =>
      disc(0, 0, 62, a) +
      path('M-58-20q58 24 116 0 6 16 4 32-60 26-124 0-2-16 4-32Z', b) +
      turn(-18, `<ellipse cx="0" cy="0" rx="98" ry="24" fill="none" stroke="${a}" stroke-width="7"/>`),
  },
  ring: {
    en: 'a ring',
    ru: 'кольцо',
    draw: (a, b) =>
      `<circle cx="0" cy="24" r="62" fill="none" stroke="${a}" stroke-width="16"/>` +
      path('M-34-72L-18-94H18L34-72 0-34Z', b) +
      line('M-34-72H34', a, 4),
  },
  road: {
    en: 'a road to the horizon',
    ru: 'дорога к горизонту',
    draw: (a, b) =>
      path('M-96 96L-12-60H12L96 96Z', a) +
      row(
        [
          [60, 96, 9],
          [14, 46, 6],
          [-20, 4, 4],
          [-44, -28, 2.5],
        ],
        ([top, end, w]) => path(`M${-w} ${end}L${-w * 0.8} ${top}H${w * 0.8}L${w} ${end}Z`, b),
      ) +
      disc(0, -78, 20, b),
  },
  robot: {
    en: 'a robot',
    ru: 'робот',
    draw: (a, b) =>
      rect(-58, -66, 116, 88, a, 10) +
      disc(-26, -24, 15, b) +
      disc(26, -24, 15, b) +
      rect(-30, 4, 60, 8, b) +
      line('M0-68v-20', a, 6) +
      disc(0, -92, 9, b) +
      rect(-72, 30, 144, 66, a, 10) +
      row([-44, -14, 16], (x) => rect(x, 48, 22, 22, b, 4)),
  },
  rocket: {
    en: 'a rocket',
    ru: 'ракета',
    draw: (a, b) =>
      path('M0-100c34 34 40 84 32 130h-64C-40-16-34-66 0-100Z', a) +
      disc(0, -30, 15, b) +
      path('M-33 0l-30 46 32-8ZM33 0l30 46-32-8Z', b) +
      path('M-20 38h40Q14 80 0 98-14 80-20 38Z', b),
  },
  ship: {
    en: 'a ship',
    ru: 'корабль',
    draw: (a, b) =>
      path('M-96 36H96L70 84H-66Z', a) +
      rect(-4, -96, 8, 132, b) +
      path('M8-90q60 34 70 112H8Z', a) +
      path('M-8-74q-46 34-60 96h60Z', b) +
      line('M-98 94q24-14 49 0t49 0 49 0 49 0', b, 6),
  },
  shoe: {
    en: 'a dancing shoe',
    ru: 'бальная туфля',
    draw: (a, b) =>
      path('M-80-60q20 6 26 30 60 20 100 54 44 8 46 32H10Q-30 56-52 12l-8 76h-14Q-96-20-80-60Z', a) +
      path('M10 56h82v10H8Z', b) +
      disc(-34, 4, 8, b),
  },
  skull: {
    en: 'a skull',
    ru: 'череп',
    draw: (a, b) =>
      path('M-80-16C-80-70-40-96 0-96s80 26 80 80q0 36-32 50v44H-48V34Q-80 20-80-16Z', a) +
      disc(-32, -14, 22, b) +
      disc(32, -14, 22, b) +
      path('M-10 30L0 8l10 22Z', b) +
      line('M-22 54v22M0 54v22M22 54v22', b, 5),
  },
  snow: {
    en: 'a snowflake',
    ru: 'снежинка',
    draw: (a, b) => around(6, line('M0 0V-92M0-56l-22-18M0-56l22-18M0-30l-16-13M0-30l16-13', a, 7)) + disc(0, 0, 13, b),
  },
  spider: {
    en: 'a web',
    ru: 'паутина',
    draw: (a, b) =>
      around(8, line('M0 0V-98', a, 4)) +
      row([30, 56, 82], (r) => line(ring(r), a, 3)) +
      disc(22, 30, 17, b) +
      disc(22, 8, 9, b),
  },
  star: {
    en: 'a star',
    ru: 'звезда',
    draw: (a, b) =>
      path('M0-98l24 66h70L38 10l22 70L0 38l-60 42 22-70-56-42h70Z', a) + path('M0-98v136l-60 42 22-70L0 10Z', b),
  },
  sun: {
    en: 'a blazing sun',
    ru: 'палящее солнце',
    draw: (a, b) => around(12, path('M-9-66L0-98 9-66Z', b)) + disc(0, 0, 58, a),
  },
  sword: {
    en: 'a sword',
    ru: 'меч',
    draw: (a, b) =>
      turn(
        35,
        path('M-9 30V-88L0-106 9-88V30Z', a) +
          rect(-42, 30, 84, 12, b, 6) +
          rect(-7, 42, 14, 44, b) +
          disc(0, 92, 11, b),
      ),
  },
  tower: {
    en: 'a tower',
    ru: 'башня',
    draw: (a, b) =>
      path('M-60 98Q-16 40-10-60L0-100 10-60Q16 40 60 98H36Q24 60 0 60T-36 98Z', a) +
      rect(-30, 36, 60, 8, b) +
      rect(-18, -8, 36, 7, b),
  },
  train: {
    en: 'a train',
    ru: 'поезд',
    draw: (a, b) =>
      path('M-60 70V-60q0-34 60-34t60 34V70Z', a) +
      path('M-42-8v-44q0-14 36-15v59ZM6-8v-59q36 1 36 15v44Z', b) +
      disc(-34, 40, 11, b) +
      disc(34, 40, 11, b) +
      line('M-50 78l-28 20M50 78l28 20M-62 90H62', b, 6),
  },
  tree: {
    en: 'a tree',
    ru: 'дерево',
    draw: (a, b) =>
      disc(0, -36, 60, a) + disc(-46, -6, 36, a) + disc(46, -6, 36, a) + line('M0 98V-30M0 36l-34-30M0 14l30-32', b, 9),
  },
  umbrella: {
    en: 'an umbrella',
    ru: 'зонт',
    draw: (a, b) =>
      path('M-92 0C-84-56-40-84 0-84S84-56 92 0Q70-18 46 0 24-18 0 0-24-18-46 0-70-18-92 0Z', a) +
      path('M0-84Q38-60 46 0 24-18 0 0-24-18-46 0-38-60 0-84Z', b) +
      line('M0-96v14M0 0V74q0 22-18 22t-18-18', b, 7),
  },
  wave: {
    en: 'a wave',
    ru: 'волна',
    draw: (a, b) =>
      path('M-98 90V30C-50 30-60-70 20-76 66-80 88-50 84-22 66-50 20-46 26-6 32 30 70 40 98 40V90Z', a) +
      path('M-98 96V66q50 10 98-4t98 8V96Z', b),
  },
  wheel: {
    en: 'a big wheel',
    ru: 'колесо обозрения',
    draw: (a, b) =>
      line('M0-10L-54 98M0-10L54 98', b, 8) +
      `<circle cx="0" cy="-10" r="78" fill="none" stroke="${a}" stroke-width="7"/>` +
      `<g transform="translate(0 -10)">${around(8, line('M0 0V-78', a, 3) + rect(-10, -88, 20, 20, b, 5))}</g>`,
  },
}
