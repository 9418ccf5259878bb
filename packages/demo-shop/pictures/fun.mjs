/** Drawings for toys and games, music and sound. */
import { darker, FLOOR, lighter, mix } from './pen.mjs'

const WOOD = '#c79a66'
const STEEL = '#b9bdc2'
const BRASS = '#c9a557'

const blocks = (p, { c, a, d }) => {
  const block = (x, y, size, hex) =>
    p.rect(x, y, size, size, 7, p.flat(hex)) +
    p.line(
      `M${x + 12} ${y + 14}q${size / 2} ${p.between(-6, 10)} ${size - 24} 0`,
      darker(hex, 0.25),
      1.6,
      'opacity=".5"',
    )
  return (
    p.shadow(170) +
    [
      [84, 296, 100, c],
      [190, 296, 100, WOOD],
      [296, 296, 100, a],
      [136, 194, 100, lighter(WOOD, 0.2)],
      [242, 194, 100, d],
    ]
      .map(([x, y, s, hex]) => block(x, y, s, hex))
      .join('') +
    p.pick([
      p.path('M186 190L240 96L294 190Z', p.flat(a)),
      p.path('M176 192A64 64 0 0 1 304 192Z', p.flat(c)),
      block(192, 92, 98, lighter(c, 0.2)),
    ])
  )
}

const train = (p, { c, a, d, l }) =>
  p.shadow(210) +
  p.rect(40, 292, 190, 62, 8, p.flat(c)) +
  p.rect(60, 196, 92, 100, 8, p.flat(d)) +
  p.rect(80, 216, 52, 44, 6, '#f7eeda') +
  p.rect(50, 184, 112, 18, 8, p.flat(a)) +
  p.rect(150, 236, 80, 62, 30, p.flat(l)) +
  p.rect(184, 186, 28, 54, 5, p.flat(a)) +
  p.rect(262, 288, 176, 66, 8, p.flat(a)) +
  p.repeat(3, (i) => p.oval(296 + i * 52, 274, 27, 25, p.ball(i % 2 ? WOOD : c))) +
  p.rect(228, 322, 36, 10, 4, '#6d5238') +
  [78, 186, 302, 398].map((x) => p.oval(x, 362, 33, 33, p.ball(WOOD)) + p.oval(x, 362, 9, 9, '#6d5238')).join('')

const puzzle = (p, { c, a, d, l }) =>
  p.soft(250, 280, 210, 160, 0.32) +
  p.turn(
    -7,
    240,
    240,
    p.repeat(9, (i) => {
      const [x, y] = [92 + (i % 3) * 100, 96 + Math.floor(i / 3) * 100]
      const hex = [c, l, a, d, mix(c, a, 0.5), lighter(a, 0.3), lighter(c, 0.4), a, c][i]
      const tab = i % 3 < 2 ? `a18 18 0 1 ${i % 2} 0 36` : 'v36'
      const piece = p.path(`M${x} ${y}h98v31${tab}v31h-98z`, p.flat(hex), 'stroke="#fffaf0" stroke-width="3"')
      return i === 8 ? p.move(34, 30, p.turn(14, x + 50, y + 50, piece)) : piece
    }),
  )

const kite = (p, { c, a, d, l }) =>
  p.turn(
    p.between(-14, 14),
    240,
    220,
    p.path('M240 30V220H108Z', c) +
      p.path('M240 30V220H372Z', l) +
      p.path('M240 380V220H108Z', a) +
      p.path('M240 380V220H372Z', d) +
      p.line('M240 30V380M108 220H372', '#5f4a35', 5),
  ) +
  p.line('M240 380Q190 410 250 430T230 470', d, 4) +
  p.repeat(3, (i) =>
    p.path(`M${236 - i * 3} ${404 + i * 24}l-26 -10v20zM${236 - i * 3} ${404 + i * 24}l26 -10v20z`, i % 2 ? a : c),
  )

const gamebox = (p, { c, a, d, l }) =>
  p.shadow(180) +
  p.path('M70 176L400 150L426 190L90 222Z', lighter(c, 0.1)) +
  p.path('M90 222L426 190V372L90 396Z', p.flat(c)) +
  p.path('M70 176L90 222V396L70 340Z', darker(c, 0.35)) +
  p.pick([
    p.repeat(12, (i) =>
      p.path(`M${120 + (i % 6) * 48} ${250 + Math.floor(i / 6) * 58}l26 -3v36l-26 3z`, [a, l, d][i % 3]),
    ),
    p.oval(256, 296, 62, 62, a) +
      p.path('M256 244L272 282L312 286L282 312L292 352L256 330L222 352L230 312L200 286L242 282Z', l),
    p.path('M110 380Q180 250 258 330T410 250V366L110 386Z', a) +
      p.path('M110 384Q200 310 280 360T410 310V366L110 386Z', d),
  ]) +
  p.turn(
    12,
    380,
    120,
    p.rect(330, 80, 62, 62, 10, p.flat('#fbf5e6')) +
      [
        [346, 96],
        [376, 96],
        [361, 111],
        [346, 126],
        [376, 126],
      ]
        .map(([x, y]) => p.oval(x, y, 6, 6, '#2d2824'))
        .join(''),
  ) +
  p.path('M132 160q-16 -54 10 -62a20 20 0 1 1 16 0q26 8 10 62z', p.round(a))

const bear = (p, { c, d, l, a }) =>
  p.shadow(120) +
  p.oval(170, 110, 34, 34, p.ball(c)) +
  p.oval(310, 110, 34, 34, p.ball(c)) +
  p.oval(170, 112, 17, 17, l) +
  p.oval(310, 112, 17, 17, l) +
  p.oval(128, 290, 34, 58, p.ball(d)) +
  p.oval(352, 290, 34, 58, p.ball(d)) +
  p.oval(240, 308, 104, 92, p.ball(c)) +
  p.oval(240, 318, 62, 60, l) +
  p.oval(178, 374, 46, 36, p.ball(d)) +
  p.oval(302, 374, 46, 36, p.ball(d)) +
  p.oval(240, 162, 96, 84, p.ball(c)) +
  p.oval(240, 188, 44, 34, l) +
  p.oval(206, 146, 9, 10, '#2a211b') +
  p.oval(274, 146, 9, 10, '#2a211b') +
  p.oval(240, 174, 15, 11, '#3a2a22') +
  p.line('M240 184V198Q226 212 214 202M240 198Q254 212 266 202', '#3a2a22', 4) +
  p.path('M168 240Q240 274 312 240L316 258Q240 292 164 258Z', a)

const top = (p, { c, a, l }) =>
  p.shadow(90) +
  p.turn(
    9,
    240,
    392,
    p.rect(231, 76, 18, 110, 8, p.flat(WOOD)) +
      p.oval(240, 80, 18, 14, p.ball(a)) +
      p.path('M98 236Q110 190 240 184Q370 190 382 236Q372 290 256 372L240 396L224 372Q108 290 98 236Z', p.round(c)) +
      p.path('M98 236Q240 284 382 236Q380 252 366 268Q240 308 114 268Q100 252 98 236Z', a) +
      p.path('M150 306Q240 334 330 306L304 332Q240 350 176 332Z', l),
  )

const boat = (p, { c, a, d, l }) =>
  p.rect(0, 372, 480, 108, 0, '#9fc2cf') +
  p.path('M0 384Q60 366 120 384T240 384T360 384T480 384V400H0Z', '#b9d5de') +
  p.rect(234, 70, 12, 232, 4, p.flat(WOOD)) +
  p.path('M254 76Q400 180 386 286H254Z', p.flat(l)) +
  p.path('M226 110Q120 190 112 286H226Z', p.flat(a)) +
  p.path('M62 300H418Q396 390 330 396H150Q84 390 62 300Z', p.flat(c)) +
  p.path('M62 300H418L412 322H68Z', d) +
  p.path('M246 66L300 82L246 98Z', a)

const cardset = (p, { c, a, d }) =>
  p.soft(250, 284, 200, 160, 0.32) +
  [-26, -9, 8, 25]
    .map((turn, i) =>
      p.turn(
        turn,
        240,
        430,
        p.rect(158, 108, 164, 232, 14, '#fdf9ef', 'stroke="#d8cfb8" stroke-width="2"') +
          (i === 3
            ? p.path('M240 290Q176 226 200 184Q226 160 240 200Q254 160 280 184Q304 226 240 290Z', c) +
              p.oval(182, 136, 10, 10, c)
            : p.rect(170, 120, 140, 208, 8, i % 2 ? a : d) +
              p.repeat(4, (k) =>
                p.line(`M182 ${150 + k * 48}l29 -20l29 20l29 -20l29 20`, '#fdf9ef', 4, 'opacity=".75"'),
              )),
      ),
    )
    .join('')

const speaker = (p, { c, d, l, a }) => {
  const style = p.pick(['box', 'round', 'pair'])
  if (style === 'round')
    return (
      p.shadow(120) +
      p.rect(120, 150, 240, 246, 90, p.round(c)) +
      p.repeat(13, (i) => p.line(`M${134} ${204 + i * 12}H346`, darker(c, 0.35), 2.4, 'opacity=".6"')) +
      p.oval(240, 168, 92, 17, d) +
      p.oval(240, 166, 70, 11, p.ball(l)) +
      p.line('M340 214Q404 180 386 130', a, 9)
    )
  const one = (x, w) =>
    p.rect(x, 108, w, 288, 12, p.flat(c)) +
    p.oval(x + w / 2, 176, w * 0.2, w * 0.2, d) +
    p.oval(x + w / 2, 176, w * 0.14, w * 0.14, p.ball('#3a3632')) +
    p.oval(x + w / 2, 296, w * 0.38, w * 0.38, p.metal(a)) +
    p.oval(x + w / 2, 296, w * 0.33, w * 0.33, p.ball('#2d2a27')) +
    p.oval(x + w / 2, 296, w * 0.12, w * 0.12, p.ball('#575049'))
  return style === 'pair' ? p.shadow(190) + one(70, 150) + one(262, 150) : p.shadow(120) + one(132, 216)
}

const headphones = (p, { c, d, a, l }) =>
  p.soft(250, 300, 200, 150, 0.34) +
  p.line('M110 280Q96 80 240 76Q384 80 370 280', p.flat(d), 26) +
  p.line('M126 200Q140 94 240 92Q340 94 354 200', l, 8) +
  p.rect(74, 244, 80, 148, 38, p.round(c)) +
  p.rect(326, 244, 80, 148, 38, p.round(c)) +
  p.rect(140, 250, 34, 136, 17, p.flat('#3a3430')) +
  p.rect(306, 250, 34, 136, 17, p.flat('#3a3430')) +
  p.oval(102, 318, 15, 26, a) +
  p.oval(378, 318, 15, 26, a)

const turntable = (p, { c, d, a }) =>
  p.soft(246, 300, 230, 150, 0.38) +
  p.rect(48, 110, 384, 280, 16, p.flat(c)) +
  p.rect(48, 376, 384, 22, 8, d) +
  p.oval(204, 246, 126, 126, p.metal(STEEL)) +
  p.oval(204, 246, 119, 119, '#1d1b1a') +
  p.repeat(5, (i) => p.oval(204, 246, 108 - i * 14, 108 - i * 14, 'none', 'stroke="#3b3835" stroke-width="2"')) +
  p.oval(204, 246, 36, 36, a) +
  p.oval(204, 246, 5, 5, '#f5efe2') +
  p.oval(376, 156, 26, 26, p.metal(STEEL)) +
  p.line('M376 156L372 270L300 320', p.metal(lighter(STEEL, 0.2)), 8) +
  p.turn(36, 300, 320, p.rect(282, 308, 36, 22, 4, '#2d2926')) +
  p.oval(384, 346, 13, 13, p.ball(d))

const radio = (p, { c, d, a }) =>
  p.shadow(190) +
  p.line('M340 168L418 52', p.metal(STEEL), 5) +
  p.line('M130 170Q130 124 240 124Q350 124 350 170', d, 13) +
  p.rect(56, 164, 368, 232, 34, p.flat(c)) +
  p.rect(82, 194, 184, 172, 22, p.flat(d)) +
  p.repeat(10, (i) => p.line(`M98 ${212 + i * 15}H250`, lighter(c, 0.3), 4, 'opacity=".55"')) +
  p.rect(288, 198, 112, 62, 8, '#f8eed2') +
  p.repeat(8, (i) => p.line(`M${300 + i * 12.5} 212v${i % 3 ? 9 : 17}`, '#5a4a39', 2)) +
  p.line('M342 206V252', '#c0392b', 3) +
  p.oval(320, 318, 32, 32, p.metal(a)) +
  p.oval(384, 318, 20, 20, p.metal(a))

const ukulele = (p, { c, d }) =>
  p.soft(250, 300, 170, 180, 0.34) +
  p.turn(
    30,
    240,
    260,
    p.rect(222, 20, 36, 220, 4, p.flat('#5d4029')) +
      p.path('M214 -34H266L262 26H218Z', p.flat(d)) +
      p.path(
        'M240 196Q316 200 312 262Q300 292 332 338Q352 438 240 444Q128 438 148 338Q180 292 168 262Q164 200 240 196Z',
        p.flat(c),
        `stroke="${d}" stroke-width="6"`,
      ) +
      p.oval(240, 304, 34, 34, '#2d1f15') +
      p.oval(240, 304, 40, 40, 'none', `stroke="${d}" stroke-width="4"`) +
      p.rect(196, 382, 88, 15, 4, '#4a3220') +
      p.repeat(4, (i) => p.line(`M${228 + i * 8} -6V386`, '#f1e9d8', 1.6)) +
      p.repeat(7, (i) => p.line(`M224 ${52 + i * 26}H256`, BRASS, 2)) +
      p.repeat(4, (i) => p.oval(i % 2 ? 272 : 208, -18 + Math.floor(i / 2) * 26, 7, 6, STEEL)),
  )

const kalimba = (p, { c, d }) =>
  p.soft(250, 280, 170, 180, 0.34) +
  p.path('M126 96Q240 60 354 96L372 340Q368 424 240 428Q112 424 108 340Z', p.flat(c)) +
  p.repeat(6, (i) => p.line(`M${136 + i * 40} 92Q${126 + i * 42} 260 ${140 + i * 38} 416`, d, 1.6, 'opacity=".4"')) +
  p.oval(240, 350, 40, 40, '#2d1f15') +
  p.repeat(9, (i) => p.rect(140 + i * 23, 112, 13, 190 - Math.abs(i - 4) * 20, 6, p.metal(STEEL))) +
  p.rect(128, 146, 224, 13, 5, p.metal(BRASS)) +
  p.rect(128, 178, 224, 9, 4, darker(c, 0.5))

const records = (p, { c, a, d, l }) =>
  p.soft(250, 280, 220, 170, 0.36) +
  p.oval(298, 240, 146, 146, '#1d1b1a') +
  p.repeat(5, (i) => p.oval(298, 240, 130 - i * 17, 130 - i * 17, 'none', 'stroke="#3c3936" stroke-width="2"')) +
  p.oval(298, 240, 46, 46, a) +
  p.rect(44, 92, 296, 296, 3, p.flat(c)) +
  p.pick([
    p.repeat(4, (i) => p.oval(192, 240, 120 - i * 30, 120 - i * 30, [l, a, d, c][i])),
    p.repeat(5, (i) =>
      p.path(
        `M44 ${200 + i * 40}Q120 ${150 + i * 40} 192 ${200 + i * 40}T340 ${200 + i * 40}V388H44Z`,
        mix(a, d, i / 4),
      ),
    ),
    p.repeat(6, (i) => p.rect(70 + i * 42, 130 + (i % 3) * 40, 26, 220 - (i % 3) * 60, 13, i % 2 ? a : l)),
  ])

const metronome = (p, { c, d }) =>
  p.shadow(116) +
  p.path('M206 76H274L344 382H136Z', p.flat(c)) +
  p.path('M216 120H264L300 330H180Z', '#f4e8cf') +
  p.repeat(9, (i) => p.line(`M224 ${150 + i * 19}h${i % 2 ? 12 : 20}`, '#6a543c', 2.4)) +
  p.turn(
    p.between(-16, 16),
    240,
    334,
    p.line('M240 334V104', p.metal(STEEL), 6) + p.path('M224 166H256L250 196H230Z', p.metal(BRASS)),
  ) +
  p.path('M176 326H304L318 382H162Z', p.flat(d)) +
  p.rect(124, 376, 232, 20, 6, darker(c, 0.35)) +
  p.oval(240, 72, 32, 10, lighter(c, 0.2))

const drum = (p, { c, d, a, l }) =>
  p.shadow(150) +
  p.path(`M98 216V350Q98 ${FLOOR} 240 ${FLOOR}Q382 ${FLOOR} 382 350V216Z`, p.round(c)) +
  p.repeat(8, (i) => p.line(`M${108 + i * 38} ${i % 2 ? 244 : 366}L${146 + i * 33} ${i % 2 ? 366 : 244}`, l, 4)) +
  p.path('M96 210Q240 268 384 210V236Q240 292 96 236Z', p.round(a)) +
  p.path('M98 346Q240 396 382 346V364Q240 414 98 364Z', p.round(d)) +
  p.oval(240, 208, 144, 38, '#f6ecd6') +
  p.turn(-24, 300, 150, p.rect(180, 136, 200, 13, 6, p.flat(WOOD)) + p.oval(178, 142, 17, 14, p.ball(WOOD))) +
  p.turn(18, 200, 120, p.rect(120, 112, 200, 13, 6, p.flat(WOOD)) + p.oval(322, 118, 17, 14, p.ball(WOOD)))

export const fun = {
  blocks,
  train,
  puzzle,
  kite,
  gamebox,
  bear,
  top,
  boat,
  cardset,
  speaker,
  headphones,
  turntable,
  radio,
  ukulele,
  kalimba,
  records,
  metronome,
  drum,
}
