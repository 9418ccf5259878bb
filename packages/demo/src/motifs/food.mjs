/** The table: bowls, slices, steam and rows of things. */
import {
  arc,
  blend,
  box,
  disc,
  faint,
  ground,
  group,
  inks,
  inside,
  line,
  mix,
  oval,
  polar,
  poly,
  shape,
  stroke,
  through,
  times,
  wedge,
} from '../pen.mjs'

const { navy, blue, sky, ice, teal, mint, gold, straw, orange, red, brick, rose, brown, tan, bone, cream, white } = inks

export const food = {
  'chilli-heat': (p) =>
    [
      ground(cream),
      times(22, (i) => {
        const at = (i * 360) / 22
        const long = (i % 2 ? 222 : 268) + p.jitter(20)
        const [tip, a, b] = [
          polar(400, 300, long, at + 9),
          polar(400, 300, 92, at - 7.6),
          polar(400, 300, 92, at + 7.6),
        ]
        const bend = polar(400, 300, long * 0.7, at + 13)
        return shape(
          `M${a.map((v) => v.toFixed(1))}Q${polar(400, 300, long * 0.62, at - 9).map((v) => v.toFixed(1))} ${tip.map((v) => v.toFixed(1))}Q${bend.map((v) => v.toFixed(1))} ${b.map((v) => v.toFixed(1))}Z`,
          i % 2 ? orange : red,
        )
      }),
      disc(400, 300, 98, brick),
      disc(400, 300, 84, white),
      times(9, (i) => wedge(400, 300, 72, i * 40, i * 40 + 22, cream, 26)),
      disc(400, 300, 18, straw),
      times(18, (i) => disc(...polar(400, 300, 52 + (i % 2) * 12, i * 20 + 6), 4.5, gold)),
    ].join(''),
  'mayonnaise-emulsion': (p) =>
    [
      ground(teal),
      disc(412, 316, 252, '#226864'),
      disc(400, 300, 252, straw),
      disc(400, 300, 238, '#f8e7b4'),
      times(190, (i) => {
        const r = 218 * Math.sqrt((i + 0.5) / 190)
        const [x, y] = polar(400, 300, r, i * 137.508)
        return disc(x, y, p.between(6.5, 12.5), p.pick([gold, gold, '#eac065', orange]))
      }),
    ].join(''),
  'pot-of-dried-beans': (p) => {
    const bean = (x, y, turn) => {
      const [body, spot] = p.pick([
        [brick, rose],
        [red, cream],
        [cream, brick],
        [cream, brown],
      ])
      return group(
        oval(0, 0, 37, 25, body) + times(5, () => disc(p.jitter(24), p.jitter(14), p.between(2, 4.5), spot)),
        `transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(1)})"`,
      )
    }
    return [
      ground(mint),
      box(0, 470, 800, 130, '#8dbda7'),
      inside(
        'bowl',
        'M0 0H800V292H690A290 250 0 0 1 110 292Z',
        times(5, (row) => times(8 - row, (i) => bean(400 + (i - (7 - row) / 2) * 77, 276 - row * 46, p.jitter(26)))),
      ),
      shape('M104 286H696A296 250 0 0 1 496 520H304A296 250 0 0 1 104 286Z', navy),
      box(92, 276, 616, 24, blue, 'rx="12"'),
      stroke('M168 352Q200 440 286 486', sky, 5),
    ].join('')
  },
  'salt-early-and-often': (p) => {
    const cube = (x, y, s, sunk = 0) =>
      [
        poly(
          [
            [x, y - s],
            [x + s, y - s / 2],
            [x, y],
            [x - s, y - s / 2],
          ],
          white,
        ),
        sunk < 1
          ? poly(
              [
                [x - s, y - s / 2],
                [x, y],
                [x, y + s * (1 - sunk)],
                [x - s, y + s * (0.5 - sunk)],
              ],
              ice,
            )
          : '',
        sunk < 1
          ? poly(
              [
                [x + s, y - s / 2],
                [x, y],
                [x, y + s * (1 - sunk)],
                [x + s, y + s * (0.5 - sunk)],
              ],
              '#bcc9dc',
            )
          : '',
      ].join('')
    return [
      ground(rose),
      poly(
        [
          [400, 244],
          [748, 372],
          [400, 500],
          [52, 372],
        ],
        '#d3623f',
      ),
      poly(
        [
          [52, 372],
          [400, 500],
          [400, 610],
          [52, 610],
        ],
        brick,
      ),
      poly(
        [
          [748, 372],
          [400, 500],
          [400, 610],
          [748, 610],
        ],
        '#b24a33',
      ),
      times(7, (i) => cube(150 + i * 84, 96 + i * 43, 37, Math.max(0, (i - 3) * 0.24))),
      times(12, () => cube(p.between(270, 740), p.between(40, 210), p.between(9, 17))),
      times(10, (i) => {
        const [x, y] = [250 + (i % 5) * 66 + p.jitter(14), 372 + Math.floor(i / 5) * 44 + p.jitter(8)]
        return poly(
          [
            [x, y - 9],
            [x + 18, y],
            [x, y + 9],
            [x - 18, y],
          ],
          '#efb7a2',
        )
      }),
    ].join('')
  },
  'slow-golden-onions': (p) =>
    [
      ground('#f6efdf'),
      times(10, (i, t) => {
        const colour = blend([white, straw, gold, orange, brown], t)
        const y = 186 + i * 42
        return times(4, (k) => {
          const x = 90 + k * 210 + (i % 2) * 100 + p.jitter(22)
          const r = p.between(96, 132)
          return (
            stroke(arc(x, y + 60, r, 200 + p.jitter(10), 340 + p.jitter(10)), colour, 25, faint(0.85)) +
            stroke(arc(x, y + 60, r - 22, 206, 334), mix(colour, brown, 0.16), 5, faint(0.5))
          )
        })
      }),
    ].join(''),
  'sourdough-starter': (p) => {
    const spots = []
    for (let tries = 0; tries < 900 && spots.length < 62; tries++) {
      const y = p.between(168, 540)
      const r = p.between(7, 13 + (540 - y) / 13)
      const x = p.between(268 + r, 532 - r)
      if (spots.every(([a, b, c]) => Math.hypot(a - x, b - y) > c + r + 4)) spots.push([x, y, r])
    }
    return [
      ground('#31557a'),
      box(0, 524, 800, 76, '#284767'),
      oval(400, 560, 210, 20, '#1e3a57'),
      box(246, 62, 308, 500, cream, 'rx="26"'),
      box(258, 118, 284, 432, '#e9cf9d', 'rx="18"'),
      shape('M258 172Q300 128 352 156T452 146T542 168V532A18 18 0 0 1 524 550H276A18 18 0 0 1 258 532Z', '#f3e2bd'),
      spots.map(([x, y, r]) => disc(x, y, r, white) + stroke(arc(x, y, r - 3, 20, 120), tan, 2)).join(''),
      box(232, 48, 336, 34, red, 'rx="8"'),
      line(246, 330, 554, 330, red, 5),
    ].join('')
  },
  'stock-from-bones': (p) =>
    [
      ground('#2b2f4f'),
      times(11, (i) => {
        const x = 190 + i * 42
        const tall = 300 - Math.abs(5 - i) * 24 + p.jitter(20)
        return stroke(
          through(
            Array.from({ length: 9 }, (_, k) => [
              x + Math.sin(k * 1.15 + i * 0.8) * (5 + k * 2.2),
              384 - (k * tall) / 8,
            ]),
          ),
          blend([bone, '#8f97bd'], Math.abs(5 - i) / 5),
          4,
        )
      }),
      shape('M70 392H730A330 240 0 0 1 560 566H240A330 240 0 0 1 70 392Z', '#b5643a'),
      shape('M70 392H730Q724 424 712 446H88Q76 424 70 392Z', '#cf7f4c'),
      oval(400, 392, 330, 44, '#8d4526'),
      oval(400, 396, 304, 34, gold),
      oval(360, 392, 190, 17, straw),
      times(9, () => disc(p.between(180, 620), p.between(382, 412), p.between(4, 9), cream)),
    ].join(''),
}
