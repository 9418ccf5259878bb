/** The Russian edition's sky. */
import {
  arc,
  blend,
  blob,
  disc,
  faint,
  ground,
  hill,
  inks,
  inside,
  line,
  oval,
  polar,
  poly,
  shape,
  stroke,
  through,
  times,
} from '../../pen.mjs'

const { night, navy, blue, sky, ice, pine, gold, straw, cream, rose, plum, bone, slate, white } = inks

/** A fir in profile, with its foot at (x, y). */
const fir = (x, y, tall, fill) =>
  times(4, (i) =>
    poly(
      [
        [x, y - tall + i * tall * 0.17],
        [x + tall * (0.11 + i * 0.045), y - tall * (0.62 - i * 0.19)],
        [x - tall * (0.11 + i * 0.045), y - tall * (0.62 - i * 0.19)],
      ],
      fill,
    ),
  )

const star = (x, y, r, fill) =>
  poly(
    times(8, (i) => `${polar(x, y, i % 2 ? r * 0.28 : r, i * 45).map((at) => at.toFixed(1))};`)
      .split(';')
      .filter(Boolean)
      .map((pair) => pair.split(',').map(Number)),
    fill,
  )

export const space = {
  'dark-night-sky': (p) =>
    [
      ground(night),
      times(9, (i, t) =>
        oval(400, 660, 760 - i * 70, 520 - i * 46, blend([night, navy, '#33417d', blue], t), 0, faint(0.5)),
      ),
      times(34, () =>
        disc(p.between(20, 780), p.between(20, 390), p.pick([1.2, 1.8, 2.6]), bone, faint(p.between(0.5, 1))),
      ),
      times(7, (i) => star(70 + i * 110 + p.jitter(38), p.between(50, 330), p.between(9, 20), p.pick([gold, straw]))),
      times(22, (i) => fir(-20 + i * 40 + p.jitter(12), 520, p.between(90, 190), '#1b2a4a')),
      times(16, (i) => fir(-10 + i * 55 + p.jitter(18), 620, p.between(150, 270), '#0d1524')),
    ].join(''),
  'comet-tails': (p) => {
    const [x, y] = [300, 330]
    return [
      ground('#1b1f45'),
      times(40, () =>
        disc(p.between(20, 780), p.between(20, 580), p.pick([1.2, 1.8, 2.4]), bone, faint(p.between(0.4, 1))),
      ),
      times(6, (i) => disc(-30, 610, 250 - i * 26, blend([plum, '#b5573d', gold, straw, cream], i / 5), faint(0.75))),
      times(7, (i) =>
        shape(
          `M${x} ${y + 12}Q${520 + i * 14} ${300 - i * 20} ${700 + i * 12} ${30 - i * 18}L${810 + i * 8} ${110 + i * 10}Q${590 + i * 8} ${330 - i * 6} ${x} ${y + 14}Z`,
          gold,
          faint(0.2),
        ),
      ),
      times(26, () => {
        const t = p.between(0.15, 1)
        return disc(
          x + 420 * t + p.jitter(50 * t),
          y - 220 * t * t - 40 * t + p.jitter(60 * t),
          p.between(1.5, 4),
          straw,
        )
      }),
      poly(
        [
          [x, y - 16],
          [720, -30],
          [640, -60],
        ],
        sky,
        faint(0.5),
      ),
      line(x, y - 10, 676, -40, ice, 5),
      line(x - 4, y - 14, 600, -40, sky, 3, faint(0.7)),
      disc(x, y, 52, sky, faint(0.35)),
      disc(x, y, 36, ice, faint(0.6)),
      shape(blob(x, y, 22, 7, 0.2, p.between), white),
      disc(x - 6, y + 4, 5, '#a9b8cc'),
    ].join('')
  },
  'aurora-curtain': (p) => {
    const fold = (x) => 230 + 46 * Math.sin(x / 92) + 26 * Math.sin(x / 37 + 1.3)
    return [
      ground('#0f1d38'),
      times(36, () => disc(p.between(10, 790), p.between(10, 420), p.pick([1.2, 1.8]), bone, faint(p.between(0.4, 1)))),
      times(66, (i) => {
        const x = i * 12.4
        const tall = 170 + 80 * Math.sin(x / 60) + p.jitter(40)
        const low = fold(x) + 90
        return times(5, (k) =>
          line(
            x,
            low - (k * tall) / 5,
            x,
            low - ((k + 1) * tall) / 5,
            blend(['#6ff0a8', '#47c98d', '#3b8f8a', '#8a4a83', '#c2456e'], k / 4),
            10,
            faint(0.62 - k * 0.08),
          ),
        )
      }),
      stroke(through(Array.from({ length: 27 }, (_, i) => [i * 31, fold(i * 31) + 92])), '#b6ffd6', 5, faint(0.85)),
      hill(0, 800, (x) => 440 - 52 * Math.sin(x / 130 + 0.5), '#33517d'),
      hill(0, 800, (x) => 500 - 36 * Math.sin(x / 92 + 2.2), '#7fa3c4'),
      hill(0, 800, (x) => 556 - 20 * Math.sin(x / 150), ice),
      times(7, (i) => fir(60 + i * 118 + p.jitter(40), 560 + p.jitter(12), p.between(60, 120), pine)),
    ].join('')
  },
  'venus-long-day': (p) => {
    const bands = times(11, (i) => {
      const y = 96 + i * 42
      return shape(
        `M130 ${y}Q270 ${y - 34 + p.jitter(12)} 400 ${y + p.jitter(14)}T690 ${y - 10}V${y + 26}Q540 ${y + 52} 400 ${y + 24}T130 ${y + 34}Z`,
        p.pick(['#f0d7a0', '#e5bf83', '#f7e8c3', '#d9a86a']),
        faint(0.8),
      )
    })
    const [x, y] = polar(400, 306, 268, 208)
    return [
      ground(slate),
      times(30, () => disc(p.between(10, 790), p.between(10, 590), p.pick([1.2, 1.8]), bone, faint(0.7))),
      disc(400, 306, 212, '#ecd09a'),
      inside(
        'planet',
        'M188 306A212 212 0 1 1 612 306A212 212 0 1 1 188 306Z',
        bands + shape('M400 94A212 212 0 0 1 400 518A330 330 0 0 0 400 94Z', '#6b4a3a', faint(0.35)),
      ),
      stroke(arc(400, 306, 268, -28, 208), rose, 8),
      poly(
        [
          [0, -24],
          [34, 0],
          [0, 24],
        ],
        rose,
        `transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(298)"`,
      ),
      disc(706, 92, 34, gold),
      times(12, (i) => line(...polar(706, 92, 44, i * 30), ...polar(706, 92, 58, i * 30), gold, 5)),
      times(1, () => oval(330, 210, 70, 20, cream, -16, faint(0.5))),
    ].join('')
  },
}
