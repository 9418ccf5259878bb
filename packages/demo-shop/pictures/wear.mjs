/** Drawings for clothing, bags and outdoors. */
import { darker, FLOOR, lighter, mix } from './pen.mjs'

const STEEL = '#b9bdc2'
const BRASS = '#c9a557'

/** Rows of knitting over an area. */
const knit = (p, x, y, w, rows, hex) =>
  p.repeat(rows, (row) =>
    p.line(`M${x} ${y + row * 13}${'q4 7 8 0'.repeat(Math.floor(w / 8))}`, hex, 1.8, 'opacity=".38"'),
  )

const SLEEVES = 'M150 116L74 168L40 356L92 368L134 230M330 116L406 168L440 356L388 368L346 230'
const TORSO = 'M150 110Q196 92 206 96Q240 122 274 96Q284 92 330 110L352 214L346 408H134L128 214Z'

const jacket = (p, { c, d, l, a }) => {
  const hooded = p.random() < 0.5
  return (
    p.soft(246, 300, 220, 170, 0.3) +
    (hooded ? p.path('M180 112Q176 40 240 38Q304 40 300 112Q240 140 180 112Z', p.round(d)) : '') +
    p.path(`${SLEEVES.replaceAll('M330', 'ZM330')}Z`, p.flat(d)) +
    p.path(TORSO, p.round(c)) +
    p.path('M206 96Q240 150 274 96L262 84Q240 100 218 84Z', darker(c, 0.4)) +
    p.path('M206 94L180 128L222 164L240 120ZM274 94L300 128L258 164L240 120Z', l) +
    p.line('M240 124V408', darker(c, 0.45), 4) +
    p.repeat(5, (i) => p.oval(252, 176 + i * 50, 5.5, 5.5, p.ball(BRASS))) +
    p.path(
      'M152 288h62v52q-31 12 -62 0zM266 288h62v52q-31 12 -62 0z',
      mix(c, d, 0.55),
      `stroke="${d}" stroke-width="2"`,
    ) +
    p.rect(148, 282, 70, 16, 3, d) +
    p.rect(262, 282, 70, 16, 3, d) +
    (p.random() < 0.5 ? p.path('M128 214Q240 240 352 214L352 232Q240 258 129 232Z', a, 'opacity=".85"') : '')
  )
}

const sweater = (p, { c, d, l, a }) => {
  const pattern = p.pick(['plain', 'stripes', 'yoke'])
  return (
    p.soft(246, 300, 220, 170, 0.3) +
    p.path(`${SLEEVES.replaceAll('M330', 'ZM330')}Z`, p.flat(darker(c, 0.12))) +
    p.path(TORSO, p.round(c)) +
    (pattern === 'stripes'
      ? p.repeat(4, (i) => p.path(`M${130 + i} ${226 + i * 44}H${350 - i}V${244 + i * 44}H${131 + i}Z`, a))
      : '') +
    (pattern === 'yoke'
      ? p.repeat(3, (i) =>
          p.line(
            `M${146 - i * 5} ${146 + i * 26}${'l9 -12l9 12'.repeat(Math.floor((188 + i * 10) / 18))}`,
            i % 2 ? a : l,
            5,
          ),
        )
      : '') +
    knit(p, 138, 128, 204, 21, d) +
    p.path('M134 384H346V410H134ZM38 340L94 352L90 374L34 362ZM442 340L386 352L390 374L446 362Z', d) +
    p.path('M202 96Q240 140 278 96L268 82Q240 96 212 82Z', d)
  )
}

const shirt = (p, { c, d, a, l }) =>
  p.soft(246, 300, 210, 170, 0.28) +
  p.path('M152 112L84 160L104 248L140 236ZM328 112L396 160L376 248L340 236Z', p.flat(d)) +
  p.path(TORSO, p.round(c)) +
  (p.random() < 0.6
    ? p.repeat(7, (i) => p.line(`M${150 + i * 30} 118L${146 + i * 31} 406`, a, 3, 'opacity=".5"'))
    : '') +
  p.path('M208 92L186 122L226 156L240 116ZM272 92L294 122L254 156L240 116Z', l) +
  p.line('M240 118V406', d, 3) +
  p.repeat(5, (i) => p.oval(240, 170 + i * 52, 4.5, 4.5, '#f8f4ea', `stroke="${d}"`)) +
  p.rect(272, 196, 50, 56, 4, 'none', `stroke="${d}" stroke-width="2.5"`)

const beanie = (p, { c, d, a }) =>
  p.shadow(130) +
  (p.random() < 0.5 ? p.oval(240, 118, 40, 38, p.ball(a)) : '') +
  p.path('M112 330Q96 140 240 136Q384 140 368 330Z', p.round(c)) +
  p.repeat(9, (i) => p.line(`M${128 + i * 28} 318Q${150 + i * 22} 210 ${196 + i * 11} 146`, d, 2.4, 'opacity=".5"')) +
  p.rect(98, 304, 284, 88, 24, p.round(p.random() < 0.5 ? d : c)) +
  p.repeat(17, (i) => p.line(`M${114 + i * 16} 312V384`, darker(c, 0.4), 2.4, 'opacity=".4"'))

const scarf = (p, { c, d, a, l }) =>
  p.soft(246, 290, 200, 170, 0.3) +
  p.path('M120 150Q240 60 360 150Q400 196 352 240Q240 300 128 240Q80 196 120 150Z', p.flat(c)) +
  p.oval(240, 176, 92, 44, darker(c, 0.4)) +
  p.path('M176 240L150 424H236L250 250Z', p.flat(d)) +
  p.path('M226 244L262 440H340L300 226Z', p.flat(c)) +
  p.repeat(4, (i) =>
    p.line(
      `M${246 + i * 5} ${290 + i * 34}L${310 + i * 6} ${280 + i * 34}M${170 - i * 4} ${280 + i * 34}L${238 - i} ${288 + i * 34}`,
      i % 2 ? l : a,
      9,
    ),
  ) +
  p.repeat(7, (i) => p.line(`M${266 + i * 11} 440v18M${154 + i * 12} 424v16`, a, 3))

const socks = (p, { c, d, a }) =>
  p.soft(246, 300, 190, 160, 0.3) +
  [
    [0, 0, c],
    [96, 26, mix(c, a, 0.15)],
  ]
    .map(([x, y, hex]) =>
      p.move(
        x,
        y,
        p.path(
          'M120 74H214V270Q214 300 238 316L276 340Q300 362 280 388Q256 410 226 394L140 344Q116 326 118 290Z',
          p.round(hex),
        ) +
          p.rect(114, 66, 106, 42, 8, p.round(a)) +
          p.path(
            'M118 276Q150 300 124 336Q112 316 118 276ZM276 340Q300 362 280 388Q262 402 240 398Q246 356 276 340Z',
            a,
          ) +
          p.repeat(4, (i) => p.line(`M122 ${134 + i * 32}H212`, i % 2 ? a : d, 5, 'opacity=".6"')),
      ),
    )
    .join('')

const gloves = (p, { c, d, a }) =>
  p.soft(246, 290, 200, 170, 0.3) +
  [
    [-14, 150, 1],
    [14, 330, -1],
  ]
    .map(
      ([turn, x, flip]) =>
        `<g transform="translate(${x} 0) scale(${flip} 1)">${p.turn(turn, 0, 240, p.path('M-58 330V190Q-58 120 0 116Q58 120 58 190V236Q92 206 100 232Q104 256 60 306V330Z', p.round(c)) + knit(p, -50, 150, 100, 13, d) + p.rect(-62, 324, 124, 74, 10, p.round(a)) + p.repeat(8, (i) => p.line(`M${-50 + i * 14} 332V390`, darker(a, 0.35), 2, 'opacity=".5"')))}</g>`,
    )
    .join('')

const backpack = (p, { c, d, l, a }) =>
  p.shadow(126) +
  p.line('M204 104Q204 62 240 62Q276 62 276 104', d, 12) +
  p.path('M118 392Q96 200 150 128Q184 92 240 92Q296 92 330 128Q384 200 362 392Z', p.round(c)) +
  (p.random() < 0.5
    ? p.path('M128 200Q140 128 240 122Q340 128 352 200Q240 232 128 200Z', p.round(l)) +
      p.rect(198, 196, 16, 62, 4, a) +
      p.rect(266, 196, 16, 62, 4, a)
    : p.line('M136 186Q240 150 344 186', darker(c, 0.5), 5)) +
  p.rect(152, 260, 176, 112, 22, p.round(d)) +
  p.line('M168 288H312', darker(c, 0.55), 4) +
  p.rect(230, 284, 20, 26, 4, p.metal(BRASS)) +
  p.rect(108, 384, 264, 14, 7, d)

const tote = (p, { c, d, a, l }) =>
  p.shadow(140) +
  p.line('M172 190Q172 70 240 70Q308 70 308 190', darker(a, 0.1), 13) +
  p.path('M104 176H376L392 380Q392 396 376 396H104Q88 396 88 380Z', p.flat(c)) +
  p.path('M104 176H376L378 200H102Z', d, 'opacity=".5"') +
  p.pick([
    p.oval(240, 290, 56, 56, a) + p.oval(240, 290, 30, 30, l),
    p.repeat(4, (i) => p.rect(140, 238 + i * 34, 200, 13, 2, i % 2 ? a : d)),
    p.path('M92 330Q170 250 240 320T388 300L392 380Q392 396 376 396H104Q88 396 88 380Z', a),
    p.rect(96, 316, 290, 78, 8, p.flat(a)),
  ])

const duffel = (p, { c, d, a }) =>
  p.shadow(190) +
  p.line('M160 260Q160 120 240 120Q320 120 320 260', a, 13) +
  p.path('M70 246Q74 206 116 206H364Q406 206 410 246L418 350Q418 396 374 396H106Q62 396 62 350Z', p.flat(c)) +
  p.oval(80, 302, 32, 88, p.flat(d)) +
  p.oval(400, 302, 32, 88, p.flat(d)) +
  p.line('M100 222H380', darker(c, 0.5), 5) +
  p.rect(150, 206, 20, 190, 2, a) +
  p.rect(310, 206, 20, 190, 2, a) +
  p.rect(196, 286, 88, 62, 8, p.flat(d))

const messenger = (p, { c, d, a }) =>
  p.shadow(160) +
  p.line('M96 250Q120 44 240 44Q360 44 384 250', d, 15) +
  p.rect(82, 200, 316, 196, 22, p.flat(d)) +
  p.path('M78 208Q78 188 98 188H382Q402 188 402 208V310Q402 340 372 340H108Q78 340 78 310Z', p.flat(c)) +
  p.repeat(2, (i) => p.rect(146 + i * 166, 290, 22, 76, 5, a) + p.rect(142 + i * 166, 326, 30, 24, 4, p.metal(BRASS))) +
  p.line('M92 202H388', lighter(c, 0.3), 2, 'stroke-dasharray="7 6"')

const pouch = (p, { c, d, a }) =>
  p.soft(248, 300, 210, 120, 0.34) +
  p.turn(
    -6,
    240,
    260,
    p.rect(76, 170, 328, 196, 26, p.flat(c)) +
      p.rect(76, 170, 328, 52, 22, p.flat(d)) +
      p.line('M100 206H380', p.metal(BRASS), 6) +
      p.line('M372 206l26 34', a, 8) +
      p.line('M92 238H388V350H92Z', lighter(c, 0.35), 2, 'stroke-dasharray="7 6"'),
  )

const suitcase = (p, { c, d, a }) =>
  p.shadow(140) +
  p.line('M196 130V66H284V130', p.metal(STEEL), 9) +
  p.rect(118, 120, 244, 262, 30, p.round(c)) +
  p.repeat(5, (i) => p.rect(150 + i * 40, 142, 10, 218, 5, d, 'opacity=".55"')) +
  p.rect(214, 112, 52, 14, 6, a) +
  p.oval(158, 390, 16, 14, '#2b2724') +
  p.oval(322, 390, 16, 14, '#2b2724')

const tent = (p, { c, d, l, a }) =>
  p.shadow(210) +
  p.path('M30 396L226 118L302 396Z', p.flat(c)) +
  p.path('M226 118L450 396H302Z', p.flat(d)) +
  p.path('M226 170L142 396H290Z', darker(c, 0.62)) +
  p.path('M226 170L142 396L198 388Q222 300 226 170Z', p.flat(l)) +
  p.line('M226 118L214 92M30 396L10 410M450 396L470 410', a, 4) +
  p.line('M226 118L302 396', lighter(c, 0.3), 3)

const bottle = (p, { c, d, l, a }) =>
  p.shadow(76) +
  p.rect(206, 70, 68, 56, 12, p.round(p.random() < 0.5 ? '#2f2b28' : a)) +
  p.line('M214 78Q196 48 240 46Q284 48 266 78', darker(a, 0.2), 9) +
  p.rect(212, 122, 56, 16, 3, p.metal(STEEL)) +
  p.path(
    `M208 138H272Q316 160 316 214V372Q316 ${FLOOR} 292 ${FLOOR}H188Q164 ${FLOOR} 164 372V214Q164 160 208 138Z`,
    p.round(c),
  ) +
  (p.random() < 0.5 ? p.rect(164, 250, 152, 66, 0, p.round(l)) : p.path('M206 290L240 236L274 290Z', l)) +
  p.rect(164, 374, 152, 10, 2, d, 'opacity=".5"')

const sleepingbag = (p, { c, d, a }) =>
  p.shadow(170) +
  p.path('M96 250Q96 210 140 210H372V396H140Q96 396 96 356Z', p.flat(c)) +
  p.repeat(6, (i) => p.line(`M${150 + i * 38} 214Q${140 + i * 38} 300 ${150 + i * 38} 392`, d, 3, 'opacity=".5"')) +
  p.oval(372, 303, 48, 93, p.flat(d)) +
  p.repeat(3, (i) => p.oval(372, 303, 36 - i * 12, 70 - i * 24, i % 2 ? d : lighter(c, 0.15))) +
  p.rect(150, 206, 18, 194, 3, a) +
  p.rect(294, 206, 18, 194, 3, a)

const boot = (p, { c, d, l, a }) =>
  p.shadow(170) +
  p.path('M130 96H266L272 236Q300 268 372 286Q418 300 416 356H126Z', p.round(c)) +
  p.path('M330 278Q418 290 416 356H320Q318 310 330 278Z', p.flat(d)) +
  p.path('M118 350H422Q430 396 410 396H132Q112 396 118 350Z', p.flat('#332c27')) +
  p.repeat(9, (i) => p.rect(130 + i * 32, 386, 18, 14, 2, '#1f1a17')) +
  p.repeat(5, (i) => p.line(`M${214 + i * 10} ${130 + i * 30}L${276 + i * 12} ${124 + i * 32}`, a, 6)) +
  p.rect(122, 84, 152, 32, 14, p.round(l)) +
  p.line('M140 120V344', lighter(c, 0.3), 3, 'stroke-dasharray="8 7" opacity=".7"')

const stove = (p, { c, d, a }) =>
  p.shadow(120) +
  p.rect(184, 288, 112, 108, 22, p.round(c)) +
  p.rect(194, 322, 92, 40, 4, '#f7f1e2') +
  p.rect(222, 262, 36, 28, 5, p.metal(STEEL)) +
  p.line('M240 262V224M240 224L146 196M240 224L334 196M146 196V176M334 196V176', p.metal('#8f959b'), 8) +
  p.line('M258 272H310', d, 7) +
  p.repeat(5, (i) => p.path(`M${186 + i * 27} 206q-12 -26 0 -46q12 20 0 46z`, i % 2 ? '#5f9fe0' : '#8cc0f2')) +
  p.path('M128 174H352L344 84Q344 72 330 72H150Q136 72 136 84Z', p.metal(a)) +
  p.line('M346 96Q410 100 404 70', d, 8)

const compass = (p, { c, d, a }) =>
  p.soft(250, 264, 200, 190, 0.36) +
  p.line('M240 104Q250 30 330 34', a, 8) +
  p.oval(240, 248, 150, 150, p.metal(c)) +
  p.oval(240, 248, 124, 124, '#f8f2e2') +
  p.repeat(24, (i) => p.turn(i * 15, 240, 248, p.line(`M240 132v${i % 6 ? 9 : 22}`, '#453c33', i % 6 ? 2 : 5))) +
  p.turn(
    p.between(20, 60),
    240,
    248,
    p.path('M240 154L258 248H222Z', '#c0392b') +
      p.path('M240 342L258 248H222Z', '#f0ece2', 'stroke="#453c33" stroke-width="2"'),
  ) +
  p.oval(240, 248, 11, 11, p.ball(d)) +
  p.line('M156 186A106 106 0 0 1 214 146', '#ffffff', 9, 'opacity=".7"')

const hammock = (p, { c, d, a }) =>
  p.shadow(150, 240, 430) +
  p.rect(20, 60, 26, 390, 8, p.flat('#7b5a3c')) +
  p.rect(434, 60, 26, 390, 8, p.flat('#7b5a3c')) +
  p.line('M40 130L104 210M440 130L376 210', '#4c4038', 5) +
  p.path('M100 206Q240 250 380 206Q376 388 240 392Q104 388 100 206Z', p.flat(c)) +
  p.path('M100 206Q240 330 380 206Q376 290 240 306Q104 290 100 206Z', p.flat(d)) +
  p.repeat(5, (i) =>
    p.line(
      `M${126 + i * 12} ${300 + i * 16}Q240 ${336 + i * 15} ${354 - i * 12} ${300 + i * 16}`,
      a,
      5,
      'opacity=".7"',
    ),
  )

export const wear = {
  jacket,
  sweater,
  shirt,
  beanie,
  scarf,
  socks,
  gloves,
  backpack,
  tote,
  duffel,
  messenger,
  pouch,
  suitcase,
  tent,
  bottle,
  sleepingbag,
  boot,
  stove,
  compass,
  hammock,
}
