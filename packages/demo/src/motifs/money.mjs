/** Ledgers: coins, shares, steps and piles. */
import {
  arc,
  blend,
  box,
  dashed,
  disc,
  faint,
  ground,
  group,
  inks,
  line,
  mix,
  oval,
  polar,
  poly,
  ring,
  stroke,
  through,
  times,
  turned,
  wedge,
} from '../pen.mjs'

const {
  night,
  navy,
  blue,
  sky,
  ice,
  teal,
  mint,
  pine,
  gold,
  straw,
  orange,
  red,
  brick,
  rose,
  plum,
  brown,
  bone,
  cream,
  stone,
  white,
} = inks

export const money = {
  'buying-insurance': (p) =>
    [
      ground('#d7e3e6'),
      box(0, 484, 800, 120, '#8fb3a5'),
      times(27, (i) => {
        const t = (i - 13) / 13
        return stroke(
          `M${400 + t * 470} -10C${400 + t * 420} 110 ${400 + t * 300 + p.jitter(8)} 120 ${polar(
            400,
            420,
            290,
            -90 + t * 66,
          )
            .map((v) => v.toFixed(1))
            .join(' ')}`,
          blend([blue, teal, navy], i / 26),
          3,
        )
      }),
      times(7, (i) =>
        stroke(
          `M${112 + i * 12} 490V420A${288 - i * 12} ${264 - i * 12} 0 0 1 ${688 - i * 12} 420V490`,
          blend([navy, blue, sky], i / 6),
          10,
        ),
      ),
      box(336, 394, 128, 92, cream),
      poly(
        [
          [316, 398],
          [400, 318],
          [484, 398],
        ],
        red,
      ),
      box(382, 432, 36, 54, brown),
      box(428, 414, 22, 22, gold),
      box(350, 414, 22, 22, gold),
    ].join(''),
  'early-savers': (p) =>
    [
      ground(pine),
      times(6, (i) => line(60, 110 + i * 80, 750, 110 + i * 80, '#2b5c55', 2)),
      times(11, (i) => {
        const count = Math.round(1.2 * 1.305 ** i)
        const x = 102 + i * 60
        return times(count, (k) => {
          const y = 512 - k * 17.5
          const dx = p.jitter(2.4)
          return (
            oval(x + dx, y + 7, 27, 10, '#8d6420') +
            oval(x + dx, y, 27, 10, k === count - 1 ? straw : k % 2 ? gold : '#d39f3c')
          )
        })
      }),
      line(60, 528, 750, 528, mint, 4),
      stroke(
        through(Array.from({ length: 11 }, (_, i) => [102 + i * 60, 470 - 1.2 * 1.305 ** i * 17.5])),
        bone,
        4,
        dashed(1, 11),
      ),
    ].join(''),
  'emergency-funds': (p) =>
    [
      ground('#3b415e'),
      times(7, (i) => disc(400, 252, 194 - i * 27, [gold, '#c8923a', straw, gold, '#c8923a', straw, white][i])),
      oval(400, 470, 150, 13, night, 0, 'opacity=".4"'),
      times(3, (row) =>
        poly(
          [
            [-20, 620],
            ...Array.from({ length: 17 }, (_, i) => [
              -20 + i * 52,
              548 + row * 20 - (i % 2 ? p.between(40, 96 - row * 20) : 0),
            ]),
            [830, 620],
          ],
          ['#6f7590', '#565c78', '#2a2e48'][row],
        ),
      ),
      stroke(arc(400, 252, 170, 200, 262), white, 6, faint(0.8)),
    ].join(''),
  'envelope-budgets': (p) =>
    [
      ground('#efe3cc'),
      box(0, 0, 800, 140, '#e7d7b8'),
      times(6, (i) => {
        const fill = [red, gold, teal, blue, plum, orange][i]
        const [x, y] = [66 + i * 112, 256 - (i % 2) * 18]
        const lift = p.between(26, 88)
        return group(
          [
            box(x + 10, y - lift, 88, lift + 30, bone),
            times(2, (k) => line(x + 24, y - lift + 18 + k * 14, x + 84, y - lift + 18 + k * 14, stone, 3)),
            box(x, y, 108, 476 - y, fill),
            poly(
              [
                [x, y],
                [x + 108, y],
                [x + 54, y + 78],
              ],
              mix(fill, night, 0.22),
            ),
            poly(
              [
                [x, y],
                [x + 108, y],
                [x + 54, y + 66],
              ],
              mix(fill, white, 0.16),
            ),
            disc(x + 54, y + 62, 12, cream),
          ].join(''),
        )
      }),
      box(30, 474, 740, 24, brown),
      box(30, 498, 740, 10, '#4d2f1f'),
      poly(
        [
          [110, 508],
          [150, 508],
          [150, 566],
        ],
        '#4d2f1f',
      ),
      poly(
        [
          [690, 508],
          [650, 508],
          [650, 566],
        ],
        '#4d2f1f',
      ),
    ].join(''),
  'inflation-and-savings': (p) =>
    [
      ground('#e9e6df'),
      times(9, (i, t) => {
        const s = 452 * 0.76 ** i
        const [x, y] = [174 + i * (11 + p.between(0, 0.6)), 526 - s]
        return box(x + (452 - s) * 0.34 - i * 11, y - i * 6, s, s, blend([navy, blue, sky, ice, white], t))
      }),
      stroke('M650 90C690 200 690 380 672 500', red, 4, dashed(2, 12)),
      poly(
        [
          [660, 494],
          [688, 496],
          [670, 524],
        ],
        red,
      ),
    ].join(''),
  'minimum-payments': (p) => {
    const at = p.between(-64, -52)
    return [
      ground(rose),
      disc(412, 318, 232, '#c98a83'),
      disc(400, 300, 232, night),
      times(5, (i) => ring(400, 300, 206 - i * 38, '#2f3360', 3)),
      wedge(400, 300, 236, at, at + 13, rose),
      group(
        wedge(400, 300, 232, at, at + 13, gold),
        `transform="translate(${(40 * Math.cos(((at + 6) * Math.PI) / 180)).toFixed(1)} ${(40 * Math.sin(((at + 6) * Math.PI) / 180)).toFixed(1)})"`,
      ),
      stroke(arc(400, 300, 268, 100, 176), brick, 7),
      poly(
        [
          [0, -17],
          [26, 0],
          [0, 17],
        ],
        brick,
        `transform="translate(${polar(400, 300, 268, 176)
          .map((v) => v.toFixed(1))
          .join(' ')}) rotate(268)"`,
      ),
    ].join('')
  },
  'spreading-investments': (p) =>
    [
      ground('#ece5d6'),
      times(23, (i) =>
        times(17, (k) => {
          const [x, y] = [40 + i * 32.8 + p.jitter(2.4), 38 + k * 32.8 + p.jitter(2.4)]
          const size = p.pick([14, 18, 18, 22])
          return box(
            x - size / 2,
            y - size / 2,
            size,
            size,
            p.pick([navy, blue, teal, gold, red, orange, mint, plum, sky, stone, stone]),
            turned(p.jitter(7), x, y),
          )
        }),
      ),
    ].join(''),
}
