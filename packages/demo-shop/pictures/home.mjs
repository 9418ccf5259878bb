/** Drawings for lamps, the garden, and paper and pens. */
import { darker, FLOOR, lighter, mix } from './pen.mjs'

const BRASS = '#c9a557'
const LEAVES = ['#4f7d4a', '#6a8f4e', '#3e6b57', '#7fa05a']
const WARM = '#ffe2a0'

const light = (p, x, y, r) => p.oval(x, y, r, r, p.glow(WARM, 0.85))

const tablelamp = (p, { c, d, a }) =>
  light(p, 240, 210, 220) +
  p.shadow(100) +
  p.oval(240, 386, 78, 12, p.metal(BRASS)) +
  p.pick([
    p.path('M214 384Q170 330 210 284Q228 262 228 240H252Q252 262 270 284Q310 330 266 384Z', p.round(a)),
    p.oval(240, 320, 62, 64, p.ball(a)) + p.rect(230, 230, 20, 40, 4, p.metal(BRASS)),
    p.rect(231, 230, 18, 154, 6, p.metal(BRASS)),
  ]) +
  p.path(
    'M176 96H304L352 238H128Z',
    p.across([0, darker(c, 0.12)], [0.4, mix(c, WARM, 0.66)], [0.6, mix(c, WARM, 0.6)], [1, darker(c, 0.16)]),
  ) +
  p.oval(240, 238, 112, 13, mix(d, WARM, 0.6)) +
  p.line('M176 98H304', darker(c, 0.2), 5)

const pendant = (p, { c, d, l }) => {
  const shade = p.pick([
    'M150 214Q156 120 240 116Q324 120 330 214Q352 246 372 264H108Q128 246 150 214Z',
    'M116 262Q124 128 240 124Q356 128 364 262Z',
    'M196 130H284L374 262H106Z',
  ])
  return (
    light(p, 240, 290, 200) +
    p.line('M240 0V120', '#37312c', 4) +
    p.rect(224, 92, 32, 40, 8, p.metal(BRASS)) +
    p.path(shade, p.round(c)) +
    p.oval(240, 263, 132, 17, lighter(l, 0.4)) +
    p.oval(240, 264, 122, 13, mix(d, WARM, 0.8)) +
    p.oval(240, 268, 36, 30, p.ball('#fff1c9')) +
    p.path('M120 280L20 470H460L360 280Z', p.down([0, WARM, 0.4], [1, WARM, 0]))
  )
}

const desklamp = (p, { c, d, a }) =>
  light(p, 130, 300, 150) +
  p.shadow(110, 296) +
  p.oval(300, 384, 86, 15, p.round(d)) +
  p.line('M300 376L338 250L214 140', p.metal(a), 13) +
  p.oval(338, 250, 14, 14, p.ball(d)) +
  p.path('M104 262L154 98Q206 78 240 134L190 232Z', p.round(c)) +
  p.turn(-24, 150, 246, p.oval(148, 248, 54, 15, '#fff1c9')) +
  p.path('M100 266L40 396H250L196 240Z', p.down([0, WARM, 0.45], [1, WARM, 0]))

const floorlamp = (p, { c, d }) =>
  light(p, 240, 120, 190) +
  p.shadow(90, 240, 440) +
  p.pick([
    p.line('M240 160L160 440M240 160L320 440M240 160V440', p.flat('#a5764a'), 12),
    p.line('M240 160V430', p.metal(BRASS), 11) + p.oval(240, 434, 70, 12, p.metal(d)),
  ]) +
  p.path('M166 40H314L346 166H134Z', p.across([0, darker(c, 0.14)], [0.4, mix(c, WARM, 0.7)], [1, darker(c, 0.18)])) +
  p.oval(240, 166, 106, 12, mix(d, WARM, 0.65))

const globe = (p, { c, d }) =>
  light(p, 240, 236, 210) +
  p.shadow(90) +
  p.rect(176, 350, 128, 44, 10, p.flat(c)) +
  p.rect(196, 334, 88, 20, 6, p.metal(d)) +
  p.oval(240, 232, 112, 112, p.ball('#fff0cd')) +
  p.oval(204, 190, 30, 22, '#ffffff', 'opacity=".7"')

const lantern = (p, { c, d, l }) =>
  light(p, 240, 280, 190) +
  p.shadow(96) +
  p.line('M172 176Q176 70 240 70Q304 70 308 176', darker(c, 0.4), 9) +
  p.path('M190 128H290L316 190H164Z', p.round(c)) +
  p.rect(176, 190, 128, 150, 20, '#f5e6bd', 'opacity=".85"') +
  p.path('M240 232Q272 276 254 312H226Q208 276 240 232Z', '#f6b44b') +
  p.path('M240 262Q256 290 248 312H232Q224 290 240 262Z', '#fff3c4') +
  p.rect(158, 336, 164, 58, 12, p.round(d)) +
  p.line('M196 190V336M284 190V336', l, 6)

/** Foliage above a pot's rim at y. */
function foliage(p, y) {
  const green = p.pick(LEAVES)
  const leaf = (angle, length, width, hex) =>
    p.turn(
      angle,
      240,
      y,
      p.path(
        `M240 ${y}Q${240 - width} ${y - length / 2} 240 ${y - length}Q${240 + width} ${y - length / 2} 240 ${y}Z`,
        hex,
      ) + p.line(`M240 ${y}V${y - length + 12}`, lighter(hex, 0.3), 2, 'opacity=".6"'),
    )
  return p.pick([
    () =>
      p.repeat(11, (i) =>
        leaf(-75 + i * 15 + p.between(-6, 6), p.between(120, 200), p.between(22, 40), mix(green, LEAVES[i % 4], 0.5)),
      ),
    () => p.repeat(9, (i) => leaf(-28 + i * 7, p.between(150, 230), 15, i % 2 ? green : lighter(green, 0.2))),
    () =>
      p.repeat(7, (i) =>
        p.line(`M240 ${y}Q${150 + i * 30} ${y - 90} ${100 + i * 46} ${y - p.between(70, 180)}`, darker(green, 0.2), 4),
      ) +
      p.repeat(26, () =>
        p.oval(p.between(104, 376), y - p.between(60, 200), p.between(12, 21), p.between(10, 16), p.pick(LEAVES)),
      ),
    () =>
      p.path(`M196 ${y}Q186 ${y - 150} 240 ${y - 170}Q294 ${y - 150} 284 ${y}Z`, p.round(green)) +
      p.repeat(5, (i) =>
        p.line(
          `M${208 + i * 16} ${y - 6}Q${206 + i * 17} ${y - 90} ${222 + i * 9} ${y - 158}`,
          lighter(green, 0.35),
          2,
        ),
      ) +
      p.oval(240, y - 172, 15, 13, '#e58aa0'),
  ])()
}

const plant = (p, { c, d, l }) =>
  p.shadow(96) +
  foliage(p, 276) +
  p.path(`M150 280H330L308 382Q306 ${FLOOR} 290 ${FLOOR}H190Q174 ${FLOOR} 172 382Z`, p.round(c)) +
  p.rect(140, 262, 200, 34, 8, p.round(l)) +
  p.line('M160 300Q164 340 176 376', lighter(d, 0.5), 4, 'opacity=".3"')

const pots = (p, { c, a, l }) =>
  p.shadow(180) +
  [
    [120, 0.72, a],
    [364, 0.6, l],
    [240, 1, c],
  ]
    .map(
      ([x, s, hex]) =>
        p.path(`M${x - 96 * s} ${FLOOR - 176 * s}H${x + 96 * s}L${x + 66 * s} ${FLOOR}H${x - 66 * s}Z`, p.round(hex)) +
        p.rect(x - 106 * s, FLOOR - 206 * s, 212 * s, 44 * s, 7, p.round(lighter(hex, 0.1))) +
        p.oval(x, FLOOR - 204 * s, 96 * s, 9 * s, darker(hex, 0.45)),
    )
    .join('')

const can = (p, { c, d }) =>
  p.shadow(140) +
  p.line('M168 236Q130 130 232 128Q320 130 316 232', d, 15) +
  p.path('M296 330L404 196L428 214L320 392Z', p.round(d)) +
  p.turn(36, 420, 190, p.rect(384, 174, 76, 26, 8, p.flat(c))) +
  p.path(`M110 232H318L332 382Q332 ${FLOOR} 314 ${FLOOR}H112Q96 ${FLOOR} 96 382Z`, p.round(c)) +
  p.oval(214, 232, 104, 15, darker(c, 0.4)) +
  p.rect(98, 300, 232, 10, 2, d, 'opacity=".5"')

const trowel = (p, { c, d }) =>
  p.soft(254, 260, 190, 190, 0.3) +
  [
    [-34, 0],
    [28, 60],
  ]
    .map(([turn, shift], i) =>
      p.turn(
        turn,
        240,
        240,
        p.move(
          shift - 30,
          0,
          p.rect(226, 258, 28, 170, 14, p.flat(c)) +
            p.rect(230, 216, 20, 50, 5, p.metal('#9a9fa4')) +
            (i
              ? p.line('M206 66V170Q206 220 240 220Q274 220 274 170V66M240 60V216', p.metal('#b9bdc2'), 11)
              : p.path('M190 66Q240 10 290 66V166Q286 220 240 224Q194 220 190 166Z', p.metal('#b9bdc2'))) +
            p.rect(226, 400, 28, 12, 4, d),
        ),
      ),
    )
    .join('')

const seeds = (p, { c, d, a }) =>
  p.soft(250, 262, 180, 200, 0.32) +
  p.turn(
    p.between(-10, 10),
    240,
    240,
    p.rect(136, 70, 208, 330, 6, p.flat(c)) +
      p.rect(136, 70, 208, 44, 6, d) +
      p.rect(158, 136, 164, 190, 82, '#faf4e4') +
      p.repeat(7, (i) => p.turn(i * 51.4, 240, 222, p.oval(240, 182, 18, 34, a))) +
      p.oval(240, 222, 22, 22, '#e8b84a') +
      p.line('M240 246V312M240 290Q214 270 206 286', '#4f7d4a', 6) +
      p.rect(176, 346, 128, 9, 4, '#faf4e4') +
      p.rect(196, 366, 88, 6, 3, '#faf4e4', 'opacity=".7"'),
  )

const shears = (p, { c, d }) =>
  p.soft(250, 270, 180, 190, 0.3) +
  p.turn(
    20,
    240,
    230,
    p.line('M262 226Q304 320 284 424', c, 34) +
      p.line('M218 226Q176 320 196 424', d, 34) +
      p.path('M252 250Q180 180 214 60Q262 110 278 226Z', p.metal('#c4c8cc')) +
      p.path('M226 252Q300 190 288 96Q232 130 206 226Z', p.metal('#8f959b')) +
      p.oval(240, 236, 15, 15, p.ball(BRASS)),
  )

const crate = (p, { c, d }) =>
  p.shadow(190) +
  p.repeat(13, (i) =>
    p.path(
      `M${96 + i * 24} 272Q${80 + i * 24} ${190 - (i % 3) * 16} ${100 + i * 24} ${150 - (i % 4) * 20}Q${122 + i * 24} 210 ${116 + i * 24} 272Z`,
      LEAVES[i % 4],
    ),
  ) +
  p.repeat(
    3,
    (i) =>
      p.rect(70, 262 + i * 46, 340, 40, 4, p.flat(i % 2 ? c : lighter(c, 0.07))) +
      p.line(`M84 ${280 + i * 46}Q240 ${272 + i * 46} 396 ${282 + i * 46}`, d, 1.5, 'opacity=".5"'),
  ) +
  p.rect(80, 254, 26, 144, 3, p.flat(d)) +
  p.rect(374, 254, 26, 144, 3, p.flat(d))

const notebook = (p, { c, d, a }) => {
  const cover = p.pick(['band', 'label', 'spine'])
  return (
    p.soft(254, 262, 190, 204, 0.36) +
    p.turn(
      p.between(-9, 9),
      240,
      240,
      p.rect(128, 72, 238, 340, 10, '#f3ecdb') +
        p.line('M362 84V402M358 84V402', '#d8cfb8', 1.5) +
        p.rect(114, 66, 240, 340, 10, p.flat(c)) +
        p.rect(114, 66, 30, 340, 8, cover === 'spine' ? a : d) +
        (cover === 'band' ? p.rect(322, 66, 12, 340, 1, a) : '') +
        (cover === 'label'
          ? p.rect(180, 128, 138, 84, 4, '#fbf6e9') + p.rect(198, 154, 102, 5, 2, d) + p.rect(198, 176, 70, 5, 2, d)
          : p.rect(206, 330, 80, 5, 2, lighter(c, 0.3))),
    )
  )
}

const fountainpen = (p, { c, d }) =>
  p.soft(250, 268, 220, 120, 0.28) +
  p.line('M90 366Q150 316 196 352T300 350T392 340', '#2d3a66', 4) +
  p.turn(
    -42,
    240,
    230,
    p.rect(196, 212, 240, 40, 20, p.flat(c)) +
      p.rect(150, 216, 56, 32, 6, p.flat(d)) +
      p.path('M152 218L66 232L152 246Z', p.metal(BRASS)) +
      p.line('M78 232H130', '#6b5320', 2) +
      p.rect(268, 210, 13, 44, 2, p.metal(BRASS)) +
      p.rect(300, 206, 118, 9, 4, p.metal(BRASS)),
  )

const pencils = (p, { c, a, d, l }) =>
  p.shadow(90) +
  [c, a, l, d, '#e0b64d', mix(c, a, 0.5)]
    .map((hex, i) =>
      p.turn(
        -22 + i * 9,
        240,
        390,
        p.rect(
          228 + (i - 2.5) * 12,
          118 + (i % 3) * 18,
          20,
          220,
          2,
          p.across([0, darker(hex, 0.2)], [0.4, lighter(hex, 0.2)], [1, darker(hex, 0.25)]),
        ) +
          p.path(`M${228 + (i - 2.5) * 12} ${119 + (i % 3) * 18}h20l-10 -42z`, '#ead0a4') +
          p.path(`M${234.5 + (i - 2.5) * 12} ${91 + (i % 3) * 18}h7l-3.5 -14z`, darker(hex, 0.3)),
      ),
    )
    .join('') +
  p.path('M168 268H312L300 396H180Z', p.round('#d9d3c6')) +
  p.oval(240, 268, 72, 10, '#bdb6a6')

const ink = (p, { c, d }) =>
  p.shadow(110) +
  p.path(
    'M148 238Q148 214 178 210H302Q332 214 332 238V372Q332 396 308 396H172Q148 396 148 372Z',
    p.round(mix(c, '#ffffff', 0.12)),
  ) +
  p.rect(162, 250, 156, 132, 10, p.round(darker(c, 0.25))) +
  p.rect(190, 144, 100, 62, 8, p.round(d)) +
  p.rect(198, 200, 84, 14, 3, '#d8dcde') +
  p.rect(176, 276, 128, 78, 3, '#fbf6e9') +
  p.rect(196, 298, 88, 6, 3, c) +
  p.oval(240, 328, 11, 11, c) +
  p.rect(160, 222, 9, 150, 4, '#ffffff', 'opacity=".45"')

const print = (p, { c, d, l, a }) =>
  p.soft(250, 266, 200, 210, 0.34) +
  p.rect(92, 52, 296, 376, 4, p.flat('#8a6a48')) +
  p.rect(106, 66, 268, 348, 2, '#fbf7ec') +
  p.rect(136, 96, 208, 272, 0, l) +
  p.pick([
    p.oval(240, 190, 52, 52, a) +
      p.path('M136 280Q200 220 260 268T344 240V368H136Z', c) +
      p.path('M136 320Q210 286 280 316T344 306V368H136Z', d),
    p.repeat(5, (i) =>
      p.path(
        `M136 ${180 + i * 40}Q190 ${150 + i * 40} 240 ${180 + i * 40}T344 ${180 + i * 40}V368H136Z`,
        mix(c, a, i / 4),
      ),
    ),
    p.repeat(4, (i) =>
      p.rect(156 + (i % 2) * 88, 122 + Math.floor(i / 2) * 120, 80, 100, i % 3 ? 40 : 0, [c, a, d, mix(c, a, 0.5)][i]),
    ),
  ])

const cards = (p, { c, a, l }) =>
  p.soft(250, 280, 210, 150, 0.3) +
  p.turn(
    -12,
    220,
    240,
    p.rect(76, 160, 290, 200, 4, p.flat('#f4ecd9')) + p.line('M76 162L220 276L366 162', '#d8cdb2', 3),
  ) +
  p.turn(
    9,
    260,
    240,
    p.rect(130, 108, 230, 290, 4, p.flat(l)) +
      p.pick([
        p.repeat(9, (i) => p.oval(176 + (i % 3) * 68, 168 + Math.floor(i / 3) * 80, 20, 20, i % 2 ? c : a)),
        p.path('M245 350Q160 260 190 190Q226 150 245 210Q264 150 300 190Q330 260 245 350Z', c),
        p.repeat(6, (i) => p.line(`M150 ${150 + i * 42}q48 -34 96 0t94 0`, i % 2 ? a : c, 9)),
      ]),
  )

export const home = {
  tablelamp,
  pendant,
  desklamp,
  floorlamp,
  globe,
  lantern,
  plant,
  pots,
  can,
  trowel,
  seeds,
  shears,
  crate,
  notebook,
  fountainpen,
  pencils,
  ink,
  print,
  cards,
}
