/** Strata: slabs, roads, knots and their remains. */
import {
  blend,
  box,
  curve,
  dashed,
  disc,
  ground,
  hill,
  inks,
  inside,
  line,
  mix,
  oval,
  polar,
  poly,
  ring,
  shape,
  stroke,
  through,
  times,
  wedge,
} from '../pen.mjs'

const {
  night,
  navy,
  sky,
  mint,
  leaf,
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

export const history = {
  'hanseatic-league': (p) =>
    [
      ground('#d9dcda'),
      disc(650, 110, 44, bone),
      times(7, (i) => {
        const x = 16 + i * 112
        const fill = [brick, red, '#a8452f', '#84301f', red, brick, '#b5523a'][i]
        const top = 150 + (i % 3) * 32 + p.jitter(8)
        const steps = 4
        return [
          box(x, top + 112, 104, 330 - top, fill),
          times(steps, (k) => box(x + k * 13, top + 112 - (k + 1) * 28, 104 - k * 26, 30, fill)),
          times(3, (r) =>
            times(3, (c) =>
              box(x + 15 + c * 28, top + 132 + r * 50, 17, 28, (r + c + i) % 4 ? cream : night, 'rx="8"'),
            ),
          ),
          disc(x + 52, top + 74, 10, cream),
        ].join('')
      }),
      times(6, (i) =>
        hill(-10, 810, (x) => 436 + i * 30 + Math.sin(x / 46 + i * 2) * 6, blend(['#9aa3a8', slate], i / 5)),
      ),
    ].join(''),
  'inca-knots': (p) =>
    [
      ground('#ead9b8'),
      box(40, 82, 720, 40, brown, 'rx="20"'),
      times(16, (i) => line(62 + i * 44, 84, 84 + i * 44, 120, '#4f2f1d', 5)),
      times(12, (i) => {
        const x = 94 + i * 56
        const long = p.between(250, 420)
        const ink = [brick, tan, '#a8642f', slate, gold, brown, leaf, red, '#8a6a4a', brick, orange, slate][i]
        const sway = p.jitter(18)
        const at = (t) => [x + sway * t * t + Math.sin(t * 5 + i) * 4, 112 + long * t]
        return (
          stroke(through([0, 0.25, 0.5, 0.75, 1].map(at)), ink, 9) +
          times(p.whole(2, 5), (_, t) => {
            const [a, b] = at(0.25 + t * 0.6)
            return (
              oval(a, b, 14, 10, ink) +
              oval(a, b + 15, 12, 9, mix(ink, night, 0.2)) +
              stroke(`M${(a - 9).toFixed(1)} ${(b + 4).toFixed(1)}q9 8 18 0`, bone, 2)
            )
          })
        )
      }),
    ].join(''),
  'missing-october': (p) => {
    const count = 31
    return [
      ground('#ded4c2'),
      times(count, (i) => {
        const gap = i >= 4 && i <= 13
        const from = -90 + (i - 9) * (360 / count)
        return gap ? '' : wedge(400, 300, 236, from + 1, from + 360 / count - 1, i % 7 === 0 ? red : navy, 148)
      }),
      times(10, (i) => disc(...polar(400, 300, 192, -90 + (i - 4.5) * (360 / count)), 4, grey)),
      ring(400, 300, 122, navy, 3),
      line(400, 300, ...polar(400, 300, 100, -132 + p.jitter(3)), navy, 9),
      line(400, 300, ...polar(400, 300, 70, 18), red, 9),
      disc(400, 300, 15, navy),
    ].join('')
  },
  'roman-roads': (p) =>
    [
      ground(moss),
      times(9, (i) =>
        times(7, (k) =>
          poly(
            [
              [i * 92 - 10, k * 92 - 12],
              [i * 92 + 78 + p.jitter(6), k * 92 - 8],
              [i * 92 + 80, k * 92 + 74 + p.jitter(6)],
              [i * 92 - 8, k * 92 + 78],
            ],
            p.pick([leaf, moss, '#a9b86f', '#c9bf7a', '#7f9c58', '#d8c98a']),
          ),
        ),
      ),
      times(5, () => {
        const [x, y] = [Math.floor(p.between(0, 8)) * 92, Math.floor(p.between(0, 6)) * 92]
        return times(6, (i) => line(x, y + 4 + i * 12, x + 70, y + 4 + i * 12, '#6d8549', 3))
      }),
      [8, 52, 97, 141, 196, 238, 283, 326]
        .map((at) => {
          const [x, y] = polar(400, 300, 620, at)
          return (
            line(400, 300, x, y, '#8a5a24', 26) +
            line(400, 300, x, y, gold, 18) +
            line(400, 300, x, y, cream, 2, dashed(14, 12))
          )
        })
        .join(''),
      disc(400, 300, 92, '#8a5a24'),
      disc(400, 300, 84, gold),
      disc(400, 300, 58, bone),
      times(12, (i) => box(-7, -52, 14, 22, brick, `transform="translate(400 300) rotate(${i * 30})"`)),
      disc(400, 300, 17, red),
    ].join(''),
  'rosetta-stone': (p) => {
    const outline = 'M226 116L300 66L548 60L606 112L612 470L560 540L250 548L204 500Z'
    const row = (y, gap, mark) => times(Math.floor(330 / gap), (i) => mark(240 + i * gap, y))
    const glyph = (x, y) =>
      p.pick([
        disc(x + 8, y, 7, straw),
        box(x, y - 9, 15, 18, straw),
        poly(
          [
            [x, y + 9],
            [x + 8, y - 10],
            [x + 16, y + 9],
          ],
          straw,
        ),
        stroke(`M${x} ${y}q5 -12 9 0t9 0`, straw, 4),
        line(x + 8, y - 10, x + 8, y + 10, straw, 5),
        ring(x + 8, y, 6, straw, 3),
      ])
    return [
      ground('#cdb28a'),
      `<path d="${outline}" fill="#a98c62" transform="translate(14 16)"/>`,
      shape(outline, '#2a2c3c'),
      inside(
        'stone',
        outline,
        [
          times(5, (i) => row(108 + i * 28, 27, glyph)),
          times(7, (i) =>
            row(262 + i * 19, 17, (x, y) =>
              stroke(
                `M${x} ${(y + p.jitter(4)).toFixed(1)}q${(6 + p.jitter(3)).toFixed(1)} ${(-8 + p.jitter(5)).toFixed(1)} 12 ${p.jitter(4).toFixed(1)}`,
                mint,
                2.6,
              ),
            ),
          ),
          times(8, (i) =>
            row(408 + i * 17, 13, (x, y) =>
              p.between(0, 1) < 0.14
                ? ''
                : p.pick([
                    line(x, y - 5, x, y + 5, rose, 2.4),
                    line(x - 3, y - 5, x + 5, y + 5, rose, 2.4),
                    line(x - 4, y, x + 5, y, rose, 2.4) + line(x, y - 5, x, y + 5, rose, 2.4),
                    ring(x, y, 4, rose, 2.2),
                  ]),
            ),
          ),
          line(190, 240, 620, 240, slate, 3),
          line(190, 388, 620, 388, slate, 3),
        ].join(''),
      ),
    ].join('')
  },
  'runnymede-charter': (p) =>
    [
      ground(leaf),
      times(7, (i) =>
        hill(
          -10,
          810,
          (x) => 380 + i * 34 + Math.sin(x / 130 + i * 1.1 + p.jitter(0.0001)) * 12,
          i % 2 ? '#4d7a41' : '#6a9957',
        ),
      ),
      poly(
        [
          [236, 484],
          [212, 276],
          [300, 376],
          [340, 252],
          [400, 366],
          [460, 252],
          [500, 376],
          [588, 276],
          [564, 484],
        ],
        gold,
      ),
      poly(
        [
          [400, 366],
          [460, 252],
          [500, 376],
          [588, 276],
          [564, 484],
          [400, 484],
        ],
        '#c8923a',
      ),
      box(236, 462, 328, 30, '#a8742a'),
      [
        [212, 276],
        [340, 252],
        [460, 252],
        [588, 276],
      ]
        .map(([x, y]) => disc(x, y, 13, red))
        .join(''),
      times(5, (i) => disc(276 + i * 62, 477, 7, i % 2 ? sky : red)),
      box(60, 172, 680, 34, bone),
      box(60, 206, 680, 8, '#2f5130'),
      times(24, (i) => line(84 + i * 27, 189, 84 + i * 27 + p.between(10, 20), 189, slate, 3)),
    ].join(''),
  'votes-for-women': (p) => {
    const y = (x) => 300 + Math.sin(x / 150 + 0.4) * 86
    return [
      ground(white),
      box(0, 0, 800, 200, plum),
      box(0, 400, 800, 200, plum),
      times(8, (i) => box(0, i * 25, 800, 12, '#75466d')),
      times(8, (i) => box(0, 400 + i * 25, 800, 12, '#75466d')),
      stroke(
        curve(-40, 704, (x) => y(x) + 14),
        night,
        150,
        'opacity=".18" style="stroke-linecap:butt"',
      ),
      stroke(curve(-40, 690, y), cream, 148, 'style="stroke-linecap:butt"'),
      times(7, (row) =>
        times(33, (i) => {
          const x = 4 + i * 20
          const b = y(x) - 56 + row * 18.5
          return p.between(0, 1) < 0.1
            ? ''
            : stroke(
                `M${x} ${b.toFixed(1)}q3 ${(-5 + p.jitter(4)).toFixed(1)} 6 0t7 ${p.jitter(2).toFixed(1)}`,
                row % 3 ? slate : leaf,
                2,
              )
        }),
      ),
      oval(694, y(690), 34, 76, tan),
      oval(694, y(690), 24, 58, cream),
      oval(694, y(690), 12, 32, tan),
      stroke(
        curve(-40, 690, (x) => y(x) - 74),
        leaf,
        6,
      ),
      stroke(
        curve(-40, 690, (x) => y(x) + 74),
        leaf,
        6,
      ),
    ].join('')
  },
}
