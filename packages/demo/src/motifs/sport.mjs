/** Motion: arcs, lanes, lines of play. */
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
  oval,
  poly,
  ring,
  stroke,
  through,
  times,
} from '../pen.mjs'

const {
  night,
  navy,
  blue,
  sky,
  ice,
  pine,
  teal,
  mint,
  leaf,
  gold,
  straw,
  orange,
  red,
  brick,
  rose,
  plum,
  bone,
  cream,
  grey,
  slate,
  white,
} = inks

export const sport = {
  'clay-court-tennis': (p) =>
    [
      ground('#b5532f'),
      box(0, 0, 800, 150, '#8f3d22'),
      times(60, () => {
        const y = p.between(170, 590)
        return line(p.between(0, 700), y, p.between(60, 800), y, '#c4623b', 1.5, faint(0.4))
      }),
      poly(
        [
          [196, 190],
          [604, 190],
          [800, 610],
          [0, 610],
        ],
        '#c4623b',
      ),
      line(196, 190, 604, 190, white, 6),
      line(196, 190, -4, 610, white, 7),
      line(604, 190, 804, 610, white, 7),
      line(128, 334, 672, 334, white, 6),
      line(400, 334, 400, 610, white, 7),
      line(246, 190, 104, 610, white, 5),
      line(554, 190, 696, 610, white, 5),
      stroke('M108 262Q216 60 330 452Q420 -80 560 128', cream, 3, dashed(2, 11)),
      oval(330, 456, 38, 9, brick),
      disc(560, 128, 33, '#e5e04c'),
      stroke(arc(536, 100, 40, -4, 92), white, 4),
    ].join(''),
  'curling-sweepers': (p) => {
    const d = 'M-40 560C120 540 190 390 330 330S520 250 566 222'
    return [
      ground(sky),
      times(50, () => disc(p.between(0, 800), p.between(0, 600), p.between(1, 3), ice)),
      [
        [150, blue],
        [112, white],
        [74, red],
        [32, white],
      ]
        .map(([r, fill]) => oval(572, 220, r * 1.14, r, fill))
        .join(''),
      stroke(d, ice, 98),
      stroke(d, white, 76),
      times(5, (i) => stroke(`M${258 + i * 18} ${318 - i * 16}l${26 + p.jitter(5)} ${52 - i * 3}`, sky, 4)),
      oval(236, 416, 70, 52, '#9db1cc'),
      oval(230, 398, 70, 52, slate),
      oval(230, 384, 70, 52, night),
      oval(230, 378, 42, 29, red),
      stroke('M212 378Q230 350 262 364', bone, 12),
    ].join('')
  },
  'fosbury-flop': (p) =>
    [
      ground('#f1e3c8'),
      times(5, (i) => box(0, i * 76, 800, 38, '#ecdab8')),
      times(9, (i, t) => {
        const lean = -62 + i * 17
        return group(
          stroke('M-92 64Q-30 -46 92 18', blend([sky, blue, navy, red], t), 20, faint(0.35 + t * 0.6)),
          `transform="translate(${(150 + i * 62).toFixed(1)} ${(410 - 248 * Math.sin(((i + 0.6) / 9.4) * Math.PI)).toFixed(1)}) rotate(${lean})"`,
        )
      }),
      stroke('M40 486C180 470 250 128 414 112S640 260 690 420', night, 3, dashed(2, 10)),
      line(232, 246, 676, 246, night, 7),
      line(232, 246, 232, 560, slate, 8),
      line(676, 246, 676, 430, slate, 8),
      times(3, (i) => box(430 + i * 8, 412 + i * 50, 390, 46, [teal, mint, teal][i], 'rx="22"')),
      box(0, 556, 800, 50, '#cf9d6b'),
      disc(p.between(700, 720), 100, 34, orange),
    ].join(''),
  'marathon-even-pace': (p) => {
    const y = (i) => (i < 21 ? 452 - i * 9.4 : 452 - 21 * 9.4 - (i - 20) ** 2 * 5.4)
    return [
      ground(pine),
      times(8, (i) => line(0, 90 + i * 62, 800, 90 + i * 62, '#2a5d56', 1.5)),
      times(26, (i) => box(80 + i * 25.4, y(i), 13, 560 - y(i), i > 20 ? orange : i % 5 === 0 ? straw : mint)),
      stroke(through(Array.from({ length: 26 }, (_, i) => [86 + i * 25.4, y(i) - 22])), white, 6),
      disc(86 + 25 * 25.4, y(25) - 22, 16, red),
      ring(86 + 25 * 25.4, y(25) - 22, 25 + p.between(0, 3), red, 3),
      line(0, 560, 800, 560, mint, 4),
    ].join('')
  },
  'offside-rule-history': (p) => {
    const dots = [
      [150, 190, 0],
      [250, 410, 0],
      [322, 286, 0],
      [390, 146, 0],
      [430, 470, 0],
      [556, 330, 0],
      [478, 250, 1],
      [478, 420, 1],
      [610, 180, 1],
      [350, 520, 1],
      [690, 300, 1],
      [540, 90, 1],
    ]
    return [
      ground(leaf),
      times(6, (i) => box(i * 134, 0, 67, 600, '#65945a')),
      stroke('M820 128H650V472H820', bone, 5),
      stroke('M820 216H740V384H820', bone, 5),
      stroke(arc(650, 300, 62, 90, 270), bone, 5),
      ring(-20, 300, 150, bone, 5),
      line(508, -10, 508, 610, white, 8, dashed(26, 18)),
      dots
        .map(
          ([x, y, team]) =>
            disc(x + 4, y + 7, 24, '#3d6433') +
            disc(x + p.jitter(3), y, 24, team ? navy : red) +
            ring(x, y, 12, team ? sky : rose, 3),
        )
        .join(''),
      disc(352, 316, 11, white),
      stroke('M366 310Q450 270 530 322', white, 3, dashed(3, 9)),
    ].join('')
  },
  'relay-baton-exchange': (p) =>
    [
      ground('#b4472f'),
      times(7, (i) => line(-20, 640 - i * 92, 820, 420 - i * 92, '#e7b39c', 4)),
      times(6, (i) =>
        poly(
          [
            [60 - i * 34, 520 - i * 2],
            [120 - i * 34, 520 - i * 2],
            [286 - i * 34, 140],
            [226 - i * 34, 140],
          ],
          navy,
          faint([1, 0.5, 0.3, 0.2, 0.1, 0.1][i]),
        ),
      ),
      poly(
        [
          [60, 520],
          [150, 520],
          [330, 130],
          [240, 130],
        ],
        navy,
      ),
      poly(
        [
          [470, 480],
          [566, 480],
          [736, 96],
          [646, 96],
        ],
        straw,
      ),
      times(4, (i) =>
        poly(
          [
            [566 + i * 34, 480],
            [590 + i * 34, 480],
            [760 + i * 34, 96],
            [736 + i * 34, 96],
          ],
          straw,
          faint([0.5, 0.3, 0.2, 0.1][i]),
        ),
      ),
      disc(352, 92, 44, navy),
      disc(716, 50, 42, straw),
      stroke('M262 250L400 318', navy, 34),
      stroke('M600 240L500 292', straw, 34),
      line(372, 322, 536, 258 + p.jitter(6), night, 26, 'opacity=".25" transform="translate(6 10)"'),
      line(372, 322, 536, 258, white, 24, 'stroke-linecap="round"'),
    ].join(''),
  'riding-in-the-peloton': (p) =>
    [
      ground('#dfe5ea'),
      times(30, (i) => {
        const y = 22 + i * 19.5
        const gap = Math.max(0, 190 - Math.abs(300 - y)) * 1.1
        return (
          line(-10, y, 366 - gap * 1.2 + p.jitter(34), y, blend([sky, grey], p.between(0, 1)), 3) +
          line(430 + gap + p.jitter(26), y, 810, y, sky, 2, faint(0.7))
        )
      }),
      [1, 2, 3, 4, 5, 4, 3, 2, 1]
        .map((count, column) =>
          times(count, (i) => {
            const [x, y] = [622 - column * 55, 300 + (i - (count - 1) / 2) * 62]
            return poly(
              [
                [x + 62, y],
                [x - 8, y - 25],
                [x + 12, y],
                [x - 8, y + 25],
              ],
              column === 0 ? gold : p.pick([red, navy, teal, orange, blue, plum]),
            )
          }),
        )
        .join(''),
    ].join(''),
}
