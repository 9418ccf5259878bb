/** Journeys: maps, shores, roads and luggage. */
import {
  blend,
  box,
  curve,
  dashed,
  disc,
  faint,
  ground,
  group,
  hill,
  inks,
  line,
  mix,
  oval,
  poly,
  ring,
  shape,
  stroke,
  times,
  turned,
} from '../pen.mjs'

const {
  night,
  navy,
  blue,
  sky,
  ice,
  teal,
  mint,
  moss,
  gold,
  straw,
  orange,
  red,
  brick,
  rose,
  plum,
  brown,
  tan,
  bone,
  cream,
  grey,
  slate,
  white,
} = inks

export const travel = {
  'getting-lost-in-venice': (p) => {
    const grand = 'M560 -20C470 90 640 150 560 250S250 280 250 400S420 500 330 630'
    const small = 'M-20 168C90 150 150 210 170 300S60 420 -20 440'
    const other = 'M820 372C700 360 650 430 560 430S430 380 400 300'
    const blocks = times(13, (row) =>
      times(14, (column) => {
        if (p.between(0, 1) < 0.09) return ''
        const [x, y] = [column * 60 - 14 + (row % 2) * 24, row * 48 - 10]
        return box(
          x,
          y,
          p.between(38, 54),
          p.between(31, 42),
          p.pick([gold, tan, '#d8a457', orange, '#c98b45', straw]),
          turned(p.jitter(5), x, y),
        )
      }),
    )
    const bridge = (x, y, turn) =>
      group(
        stroke('M-40 10A40 34 0 0 1 40 10', brick, 11) + stroke('M-40 10A40 34 0 0 1 40 10', cream, 3),
        `transform="translate(${x} ${y}) rotate(${turn})"`,
      )
    return [
      ground('#7b4f30'),
      blocks,
      [grand, small, other]
        .map(
          (d, i) =>
            stroke(d, '#7b4f30', i ? 52 : 84) +
            stroke(d, teal, i ? 40 : 70) +
            stroke(d, mint, i ? 3 : 5, dashed(26, 22)),
        )
        .join(''),
      bridge(574, 196, 14),
      bridge(262, 350, -12),
      bridge(160, 246, 50),
      bridge(630, 404, 70),
      bridge(352, 520, 8),
    ].join('')
  },
  'istanbul-ferry': (p) => {
    const shore = (y, colours) =>
      times(11, (i) => {
        const x = i * 76 - 20 + p.jitter(8)
        const tall = p.between(34, 82)
        const fill = p.pick(colours)
        const dome = i % 3 === 1
        return (
          (dome
            ? disc(x + 38, y - tall, 34, fill) +
              box(x + 4, y - tall, 68, tall + 2, fill) +
              line(x + 38, y - tall - 34, x + 38, y - tall - 54, fill, 4)
            : box(x + 4, y - tall, 64, tall + 2, fill)) +
          (i % 5 === 2
            ? box(x + 72, y - 128, 9, 130, bone) +
              poly(
                [
                  [x + 70, y - 126],
                  [x + 76.5, y - 152],
                  [x + 83, y - 126],
                ],
                bone,
              )
            : '')
        )
      })
    const boat = (x, y, s) =>
      group(
        [
          poly(
            [
              [-92, 0],
              [98, 0],
              [72, 32],
              [-70, 32],
            ],
            white,
          ),
          box(-52, -26, 96, 27, white),
          box(-30, -48, 54, 23, bone),
          box(-8, -76, 15, 30, red),
          times(5, (i) => box(-44 + i * 18, -18, 9, 10, navy)),
          stroke('M-112 38Q-80 28 -48 38T16 38T80 38T130 38', ice, 4),
        ].join(''),
        `transform="translate(${x} ${y}) scale(${s})"`,
      )
    return [
      ground('#f2c9a0'),
      disc(598, 118, 58, '#f7e2b8'),
      shore(206, [rose, '#d98d73', tan, '#c77f66']),
      box(0, 204, 800, 262, blue),
      times(9, (i) =>
        stroke(
          curve(-10, 810, (x) => 226 + i * 27 + Math.sin(x / 44 + i * 1.7) * 4),
          i % 2 ? '#5274bd' : sky,
          2,
        ),
      ),
      boat(270, 300, 0.78),
      boat(556, 372, 1.16),
      boat(120, 398, 0.6),
      box(0, 560, 800, 40, navy),
      shore(562, [navy, plum, '#3a2f5c']),
    ].join('')
  },
  'night-train-mornings': (p) => {
    const y = (x) => 432 - 118 * Math.sin(((x + 60) / 920) * Math.PI) + x * 0.06
    return [
      ground(navy),
      box(0, 0, 800, 200, '#3a3768'),
      box(0, 150, 800, 90, plum),
      box(0, 226, 800, 80, '#a4556a'),
      box(0, 290, 800, 60, orange),
      box(0, 338, 800, 270, night),
      ring(566, 244, 84, gold, 7),
      disc(566, 244, 66, orange),
      hill(-10, 810, (x) => y(x) - 66, '#2a2547'),
      stroke(curve(-20, 820, y), night, 104),
      times(15, (i) => {
        const x = 14 + i * 56
        const turn = (Math.atan2(y(x + 5) - y(x - 5), 10) * 180) / Math.PI
        return box(
          x - 17,
          y(x) - 30,
          34,
          38,
          i === p.whole(0, 14) ? '#59507f' : straw,
          `rx="4" ${turned(turn, x, y(x))}`,
        )
      }),
      stroke(
        curve(-20, 820, (x) => y(x) + 30),
        red,
        5,
      ),
      hill(-10, 810, (x) => y(x) + 56, '#0f1126'),
      stroke(
        curve(-20, 820, (x) => y(x) + 66),
        grey,
        2,
        dashed(14, 10),
      ),
    ].join('')
  },
  'one-small-bag': (p) => {
    const cells = []
    const split = (x, y, w, h, depth) => {
      if (depth === 0 || (w < 90 && h < 90)) {
        cells.push([x, y, w, h])
        return
      }
      const share = p.between(0.36, 0.64)
      if (w > h) {
        split(x, y, w * share, h, depth - 1)
        split(x + w * share, y, w * (1 - share), h, depth - 1)
      } else {
        split(x, y, w, h * share, depth - 1)
        split(x, y + h * share, w, h * (1 - share), depth - 1)
      }
    }
    split(218, 148, 364, 364, 4)
    const tray = [red, blue, gold, mint, rose, teal, cream, orange, navy, sky]
    return [
      ground('#e8dcc6'),
      oval(400, 548, 250, 22, '#d3c3a6'),
      stroke('M322 110Q322 52 370 52H430Q478 52 478 110', brown, 20),
      box(190, 112, 420, 432, brown, 'rx="54"'),
      box(206, 136, 388, 388, '#4a2c1d', 'rx="34"'),
      cells
        .map(([x, y, w, h], i) => {
          const fill = tray[i % tray.length]
          const folds =
            i % 3 === 0
              ? times(3, (k) =>
                  line(x + 12, y + (h * (k + 1)) / 4, x + w - 12, y + (h * (k + 1)) / 4, mix(fill, night, 0.25), 3),
                )
              : i % 3 === 1
                ? disc(x + w / 2, y + h / 2, Math.min(w, h) * 0.26, mix(fill, white, 0.35))
                : ''
          return box(x + 4, y + 4, w - 8, h - 8, fill, 'rx="10"') + folds
        })
        .join(''),
    ].join('')
  },
  'seaside-out-of-season': (p) => {
    const chair = (x, y, colours) =>
      group(
        [
          line(-48, 96, 46, -64, brown, 9),
          line(52, 96, -36, -10, brown, 9),
          times(7, (i) =>
            poly(
              [
                [46 - i * 11.6, -62 + i * 19.6],
                [110 - i * 11.6, -62 + i * 19.6],
                [98.4 - i * 11.6, -42.4 + i * 19.6],
                [34.4 - i * 11.6, -42.4 + i * 19.6],
              ],
              colours[i % 2],
            ),
          ),
          line(16, 96, 110, -64, brown, 9),
          line(116, 96, 28, -10, brown, 9),
        ].join(''),
        `transform="translate(${x} ${y})"`,
      )
    return [
      ground('#c9ced6'),
      disc(588, 186, 66, '#f5e8c4'),
      box(0, 0, 800, 60, '#b8bfca'),
      times(7, (i, t) =>
        hill(
          -10,
          810,
          (x) => 206 + i * 32 + Math.sin(x / (60 + i * 12) + i * 2) * (4 + i * 1.6),
          i % 2 ? white : blend([grey, '#a9b2bf', slate], t),
        ),
      ),
      hill(-10, 810, (x) => 438 + Math.sin(x / 150 + 1) * 12, '#d9c7a1'),
      times(40, () => disc(p.between(0, 800), p.between(470, 595), 1.8, tan)),
      chair(120, 432, [red, cream]),
      chair(322, 456, [blue, cream]),
      chair(534, 438, [teal, cream]),
    ].join('')
  },
  'ten-words-before-you-go': (p) => {
    const bubble = (x, y, w, h, fill, side, marks) =>
      [
        box(x, y, w, h, fill, `rx="${h / 2.4}"`),
        poly(
          [
            [x + w / 2 + side * 50, y + h - 8],
            [x + w / 2 + side * 12, y + h - 8],
            [x + w / 2 + side * 64, y + h + 40],
          ],
          fill,
        ),
        times(marks, (i) =>
          box(
            x + 36 + (i * (w - 60)) / marks,
            y + h / 2 - 7,
            ((w - 90) / marks) * p.between(0.6, 0.95),
            14,
            i % 2 ? cream : night,
            'rx="7"',
          ),
        ),
      ].join('')
    return [
      ground('#efe6d4'),
      group([bubble(96, 108, 292, 122, blue, -1, 3), bubble(430, 60, 250, 106, red, 1, 2)].join('')),
      group(
        [
          bubble(318, 186, 258, 116, gold, 1, 3),
          bubble(528, 212, 212, 104, teal, 1, 2),
          bubble(76, 266, 232, 108, orange, -1, 2),
          bubble(288, 326, 190, 92, plum, -1, 2),
        ].join(''),
        'style="mix-blend-mode:multiply"',
      ),
      box(0, 470, 800, 140, slate),
      times(7, (i) =>
        poly(
          [
            [i * 122 - 30, 528],
            [i * 122 + 44, 528],
            [i * 122 + 36, 544],
            [i * 122 - 38, 544],
          ],
          cream,
        ),
      ),
    ].join('')
  },
  'walking-the-camino': (p) =>
    [
      ground('#cfe0e8'),
      disc(172, 116, 46, straw),
      hill(-10, 810, (x) => 206 - 60 * Math.sin(x / 190 + 0.6) - 20 * Math.sin(x / 70), '#8fa6b8'),
      hill(-10, 810, (x) => 252 - 40 * Math.sin(x / 150 + 2.4), moss),
      times(6, (i, t) =>
        hill(
          -10,
          810,
          (x) => 292 + i * 52 - 24 * Math.sin(x / 170 + i * 0.9 + p.jitter(0.001)),
          i % 2 ? '#d2a33f' : blend([straw, gold], t),
        ),
      ),
      times(60, () => {
        const [x, y] = [p.between(0, 800), p.between(330, 590)]
        return line(x, y, x + 3, y - 18, brown, 2, faint(0.35))
      }),
      shape('M430 244C520 300 300 330 360 400S620 470 430 610H640C760 470 470 440 452 390S580 300 446 242Z', bone),
      group(
        poly(
          [
            [-96, -19],
            [30, -19],
            [30, -58],
            [112, 0],
            [30, 58],
            [30, 19],
            [-96, 19],
          ],
          '#f5c518',
          `stroke="${night}" stroke-width="7" stroke-linejoin="round"`,
        ),
        'transform="translate(396 366) rotate(-48)"',
      ),
    ].join(''),
}
