/** Growth: leaves, branches, water and ground. */
import {
  blend,
  blob,
  box,
  curve,
  disc,
  faint,
  ground,
  group,
  hill,
  inks,
  line,
  polar,
  poly,
  shape,
  stroke,
  through,
  times,
  turned,
} from '../pen.mjs'

const {
  night,
  blue,
  sky,
  ice,
  pine,
  teal,
  mint,
  leaf,
  moss,
  gold,
  straw,
  orange,
  red,
  brick,
  brown,
  tan,
  bone,
  stone,
  slate,
  white,
  cream,
} = inks

/** An angular leaf, made of two facets and a rib. */
const leafShape = (x, y, size, turn, light, dark) =>
  group(
    [
      poly(
        [
          [0, -1],
          [0.46, -0.3],
          [0.4, 0.42],
          [0, 1],
        ].map(([a, b]) => [a * size, b * size]),
        light,
      ),
      poly(
        [
          [0, -1],
          [-0.46, -0.3],
          [-0.4, 0.42],
          [0, 1],
        ].map(([a, b]) => [a * size, b * size]),
        dark,
      ),
      line(0, size * 0.5, 0, size * 1.35, dark, size * 0.06),
    ].join(''),
    `transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(1)})"`,
  )

export const nature = {
  'arctic-tern-two-summers': (p) => {
    const d = through([
      [430, 96],
      [330, 160],
      [360, 246],
      [500, 262],
      [560, 190],
      [470, 150],
      [330, 262],
      [270, 380],
      [380, 430],
      [470, 372],
      [420, 320],
      [350, 400],
      [392, 508],
    ])
    return [
      ground(teal),
      times(7, (i) =>
        stroke(
          curve(-10, 810, (x) => 130 + i * 57 + Math.sin(x / 90 + i) * 7),
          pine,
          2,
          faint(0.5),
        ),
      ),
      shape('M0 0H800V52Q600 118 400 104T0 62Z', white),
      shape(`M0 600H800V540Q620 488 410 500T0 ${536 + p.jitter(6)}Z`, white),
      stroke(d, night, 16, 'opacity=".18" transform="translate(8 10)"'),
      stroke(d, bone, 15),
      stroke(d, red, 3),
      poly(
        [
          [0, 0],
          [44, -26],
          [26, 4],
          [50, 28],
        ],
        night,
        'transform="translate(546 196) rotate(-64)"',
      ),
    ].join('')
  },
  'autumn-leaf-colours': (p) =>
    [
      ground(cream),
      line(60, -10, 742, 612, tan, 3),
      times(15, (i, t) => {
        const [light, dark] = [blend([moss, gold, orange, red], t), blend([leaf, orange, red, brick], t)]
        const side = i % 2 ? 1 : -1
        return leafShape(
          90 + t * 620 + side * p.between(38, 92),
          50 + t * 500 - side * p.between(30, 86),
          p.between(44, 62),
          p.between(-30, 30) + 130 * t,
          light,
          dark,
        )
      }),
    ].join(''),
  'beaver-ponds': (p) =>
    [
      ground(ice),
      hill(
        -10,
        810,
        (x) => 238 - 92 * Math.exp(-(((x - 200) / 170) ** 2)) - 60 * Math.exp(-(((x - 640) / 190) ** 2)),
        moss,
      ),
      hill(
        -10,
        810,
        (x) => 268 - 70 * Math.exp(-(((x - 460) / 160) ** 2)) - 26 * Math.exp(-(((x - 40) / 150) ** 2)),
        leaf,
      ),
      times(
        4,
        (i) =>
          box(0, 272 + i * 52, 500 - i * 26, 60, blend([sky, blue], i / 3)) +
          line(0, 272 + i * 52, 500 - i * 26, 272 + i * 52, ice, 3),
      ),
      times(
        3,
        (i) =>
          box(400, 444 + i * 52, 410, 60, blend([teal, pine], i / 2)) +
          line(480, 444 + i * 52, 800, 444 + i * 52, mint, 2),
      ),
      times(16, (i) => {
        const x = 452 + p.jitter(30)
        const y = 282 + i * 19
        return box(
          x - 104,
          y - 8,
          208,
          15,
          p.pick([brown, '#825638', '#5a3622', tan]),
          `rx="7" ${turned((i % 2 ? 1 : -1) * p.between(24, 44), x, y)}`,
        )
      }),
    ].join(''),
  'fungal-threads-under-forests': (p) => {
    const trunks = [90, 245, 400, 555, 710]
    // A thread forks as it goes down, and each fork is thinner.
    const branch = (x, y, turn, length, w) => {
      const [a, b] = polar(x, y, length, turn)
      const bend = polar(x, y, length * 0.6, turn + p.jitter(22))
      const end =
        w < 1.3
          ? disc(a, b, 3, bone)
          : branch(a, b, turn + p.between(14, 34), length * 0.8, w * 0.72) +
            branch(a, b, turn - p.between(14, 34), length * 0.8, w * 0.72)
      return stroke(through([[x, y], bend, [a, b]]), bone, w) + end
    }
    const threads =
      trunks.map((x) => branch(x, 300, 90 + p.jitter(8), 86, 4.4)).join('') +
      times(4, (i) =>
        stroke(`M${trunks[i]} 300Q${trunks[i] + 78} ${356 + p.jitter(12)} ${trunks[i + 1]} 300`, bone, 2.6),
      )
    return [
      ground(mint),
      box(0, 222, 800, 378, '#3a2a2a'),
      box(0, 222, 800, 16, leaf),
      trunks
        .map((x, i) =>
          poly(
            [
              [x - 62, 224],
              [x, 70 + (i % 2) * 34],
              [x + 62, 224],
            ],
            i % 2 ? pine : teal,
          ),
        )
        .join(''),
      trunks
        .map((x) =>
          times(5, (i) => {
            const spread = (i - 2) * 34
            return stroke(
              through([
                [x, 232],
                [x + spread * 0.5, 290],
                [x + spread, 350 + p.between(0, 40)],
                [x + spread * 1.5, 440 + p.jitter(30)],
              ]),
              '#1d1417',
              13 - Math.abs(i - 2) * 3,
            )
          }),
        )
        .join(''),
      threads,
    ].join('')
  },
  'lichen-partnership': (p) => {
    const rosette = (x, y, r, colours) =>
      times(6, (i) => shape(blob(x, y, r * (1 - i * 0.165), 16, 0.075, p.between), colours[i % colours.length]))
    return [
      ground('#a9a69c'),
      stroke('M-10 150L150 190L240 330L420 372L520 520L540 610', slate, 4),
      stroke('M240 330L180 470L60 540', slate, 3),
      stroke('M420 372L600 300L810 330', slate, 3),
      stroke('M600 300L640 140L610 -10', slate, 3),
      rosette(250, 225, 152, [stone, bone, '#b5b9b4']),
      rosette(540, 350, 172, [orange, gold, '#e79a4d']),
      rosette(352, 432, 106, [leaf, mint, moss]),
      rosette(636, 146, 88, [moss, mint, leaf]),
      rosette(128, 470, 66, [gold, straw, orange]),
    ].join('')
  },
  'mangrove-roots': (p) =>
    [
      ground('#dfe8e0'),
      times(6, (i) => {
        const x = 62 + i * 120
        const y = 102 + (i % 2) * 34 + p.jitter(10)
        return (
          box(x, y, 108, 148, [leaf, pine, moss, teal, leaf, pine][i], 'rx="12"') +
          box(x + 22, y - 34, 70, 60, [moss, leaf, leaf, pine, moss, leaf][i], 'rx="12"')
        )
      }),
      times(6, (i) => {
        const x = 116 + i * 120
        return times(4, (k) =>
          stroke(
            `M${x - 20 - k * 26} 452Q${x - 12 - k * 18} ${232 + k * 12} ${x} 236Q${x + 12 + k * 18} ${232 + k * 12} ${x + 20 + k * 26} 452`,
            k % 2 ? brown : '#4d2f22',
            7,
          ),
        )
      }),
      times(6, (i) =>
        hill(
          -10,
          810,
          (x) => 412 + i * 34 + Math.sin(x / 48 + i * 1.3) * 7,
          i % 2 ? stone : blend([mint, teal, pine], i / 5),
          600,
          faint(i === 0 ? 0.8 : 1),
        ),
      ),
    ].join(''),
  'rock-pool-life': (p) => {
    const star = (x, y, r, fill) =>
      poly(
        Array.from({ length: 10 }, (_, i) => polar(x, y, i % 2 ? r * 0.44 : r, i * 36 + 10)),
        fill,
        'stroke-linejoin="round"',
      )
    const cone = (x, y, r) => times(4, (i) => disc(x, y, r * (1 - i * 0.26), i % 2 ? tan : bone))
    const pools = [
      [262, 232, 168],
      [560, 206, 112],
      [520, 432, 138],
      [208, 474, 84],
      [690, 360, 62],
    ]
    return [
      ground('#34364a'),
      times(40, () =>
        poly(
          Array.from(
            { length: 5 },
            (
              (x, y) => (_, i) =>
                polar(x, y, 26, i * 72 + 8)
            )(p.between(0, 800), p.between(0, 600)),
          ),
          '#3d4057',
        ),
      ),
      pools
        .map(([x, y, r]) => {
          const d = blob(x, y, r, 9, 0.12, p.between)
          return (
            shape(d, sky) +
            `<path d="${d}" fill="${blue}" transform="translate(${(x * 0.08).toFixed(1)} ${(y * 0.08).toFixed(1)}) scale(.92)"/><path d="${d}" fill="${teal}" opacity=".75" transform="translate(${(x * 0.24).toFixed(1)} ${(y * 0.24).toFixed(1)}) scale(.76)"/>`
          )
        })
        .join(''),
      star(228, 214, 46, orange),
      star(566, 452, 38, red),
      star(578, 196, 26, gold),
      cone(326, 268, 30),
      cone(470, 402, 26),
      cone(206, 472, 24),
      cone(532, 232, 18),
      disc(300, 178, 15, red),
      disc(196, 288, 12, straw),
      disc(352, 198, 9, bone),
      disc(500, 468, 12, straw),
      disc(690, 362, 14, red),
      disc(612, 408, 10, bone),
      disc(232, 504, 8, orange),
    ].join('')
  },
}
