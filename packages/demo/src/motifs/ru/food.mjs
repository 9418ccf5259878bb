/** The Russian edition's kitchen. */
import {
  blob,
  box,
  disc,
  faint,
  ground,
  inks,
  inside,
  line,
  oval,
  poly,
  shape,
  stroke,
  through,
  times,
} from '../../pen.mjs'

const { ice, leaf, gold, straw, orange, brown, cream, stone, white } = inks

/** Steam: a soft line that rises from (x, y). */
const steam = (p, x, y, tall, colour) =>
  stroke(
    through(
      Array.from({ length: 8 }, (_, i) => [x + Math.sin(i * 1.3) * (6 + i * 3), y - (i * tall) / 7 + p.jitter(3)]),
    ),
    colour,
    9,
    faint(0.6),
  )

export const food = {
  'toasted-buckwheat': (p) =>
    [
      ground('#e9d3ac'),
      box(0, 430, 800, 170, '#b98a55'),
      times(5, (i) => box(0, 452 + i * 32, 800, 3, '#a67a48')),
      times(5, (i) => steam(p, 280 + i * 60, 178, 120 + (i % 2) * 40, white)),
      shape('M212 214H588Q690 300 640 420Q604 500 500 508H300Q196 500 160 420Q110 300 212 214Z', '#7b3f29'),
      shape('M588 214Q690 300 640 420Q604 500 500 508H440Q600 440 560 214Z', '#64311f'),
      oval(400, 214, 190, 34, '#4d2519'),
      oval(400, 220, 168, 26, brown),
      times(90, () => {
        const [x, y] = [400 + p.jitter(150), 219 + p.jitter(16)]
        return poly(
          [
            [x - 7, y + 5],
            [x, y - 7],
            [x + 7, y + 5],
          ],
          p.pick(['#8a5a35', '#a9713f', '#6b4226']),
        )
      }),
      stroke('M214 300Q400 344 586 300', gold, 9),
      stroke('M206 326Q400 370 594 326', gold, 4),
      times(64, () => {
        const [x, y, s] = [p.between(20, 780), p.between(470, 586), p.between(9, 15)]
        return (
          poly(
            [
              [x - s, y + s * 0.7],
              [x, y - s],
              [x + s, y + s * 0.7],
            ],
            p.pick(['#6b3d20', '#54301a', '#8a5a35']),
          ) + line(x, y - s, x, y + s * 0.7, '#c79a62', 2)
        )
      }),
    ]
      .flat()
      .join(''),
  'sour-cabbage': (p) =>
    [
      ground('#31557a'),
      box(0, 520, 800, 80, '#284767'),
      oval(400, 556, 200, 18, '#1e3a57'),
      box(232, 110, 336, 440, ice, 'rx="34"'),
      box(244, 190, 312, 348, '#e8e8c4', 'rx="24"'),
      inside(
        'jar',
        'M244 190H556V514A24 24 0 0 1 532 538H268A24 24 0 0 1 244 514Z',
        [
          times(80, () => {
            const [x, y] = [p.between(240, 550), p.between(214, 536)]
            return stroke(
              `M${x} ${y}q${p.between(14, 44)} ${p.jitter(24)} ${p.between(50, 90)} ${p.jitter(18)}`,
              p.pick(['#f6f5dd', '#d8dca6', '#fffde9', '#cdd396']),
              p.between(6, 12),
            )
          }),
          times(22, () => {
            const [x, y] = [p.between(240, 540), p.between(220, 530)]
            return line(x, y, x + p.jitter(46), y + p.jitter(26), orange, 7)
          }),
          times(30, () => disc(p.between(256, 546), p.between(200, 520), p.between(4, 11), white, faint(0.75))),
        ].join(''),
      ),
      box(244, 190, 312, 14, white, faint(0.6)),
      oval(400, 168, 120, 24, stone),
      oval(400, 158, 120, 24, '#dfe0dc'),
      box(226, 96, 348, 30, white, 'rx="10"'),
      line(270, 150, 270, 500, white, 10, faint(0.5)),
    ].join(''),
  'borscht-colour': (p) =>
    [
      ground('#e7e3d4'),
      times(8, (i) => box(i * 100, 0, 50, 600, '#dcd6c2')),
      disc(350, 310, 262, '#cfc8b4'),
      disc(344, 300, 262, white),
      disc(344, 300, 206, '#8e1838'),
      disc(344, 300, 194, '#a81d43'),
      times(5, (i) =>
        oval(
          344 + p.jitter(120),
          300 + p.jitter(120),
          p.between(30, 60),
          p.between(8, 16),
          '#bd3358',
          p.between(0, 180),
          faint(0.6),
        ),
      ),
      times(34, () => {
        const [a, r] = [p.between(0, 6.28), p.between(20, 170)]
        const [x, y] = [344 + Math.cos(a) * r, 300 + Math.sin(a) * r]
        return line(x, y, x + p.jitter(44), y + p.jitter(30), p.pick(['#6f0f2b', '#d05a77', '#7c1232']), 8)
      }),
      times(12, () => disc(344 + p.jitter(150), 300 + p.jitter(150), p.between(5, 11), gold, faint(0.7))),
      shape(blob(330, 296, 66, 8, 0.16, p.between), white),
      shape(blob(338, 288, 36, 7, 0.2, p.between), cream),
      stroke('M300 330Q360 290 404 226', leaf, 6),
      times(9, (i) => line(310 + i * 11, 322 - i * 11, 310 + i * 11 + (i % 2 ? 26 : -24), 306 - i * 12, leaf, 4)),
      disc(690, 470, 112, '#6f1230'),
      disc(690, 470, 98, '#b02a55'),
      times(4, (i) => disc(690, 470, 80 - i * 20, i % 2 ? '#b02a55' : '#d3628a')),
      stroke('M690 358Q700 300 760 262', '#9c2a45', 12),
      stroke('M706 356Q740 320 792 318', leaf, 12),
    ].join(''),
  'first-pancake': (p) =>
    [
      ground('#4b5068'),
      box(0, 452, 800, 148, '#3b3f55'),
      oval(400, 520, 250, 40, '#2e3145'),
      oval(400, 506, 262, 44, ice),
      oval(400, 500, 244, 36, white),
      times(10, (i) => {
        const y = 488 - i * 17
        const x = 400 + p.jitter(9)
        return oval(x, y + 8, 192, 32, '#a5692f') + oval(x, y, 192, 32, i % 2 ? '#e0a95a' : gold)
      }),
      times(30, () => disc(400 + p.jitter(150), 335 + p.jitter(17), p.between(5, 12), '#a5692f', faint(0.7))),
      box(420, 312, 56, 26, straw, 'rx="6" transform="rotate(-8 448 325)"'),
      line(600, 150, 800, 96, '#6f452c', 24),
      oval(400, 168, 238, 48, '#1d1f2e'),
      oval(400, 158, 226, 42, '#2b2d40'),
      oval(396, 154, 190, 32, straw),
      times(22, () => disc(396 + p.jitter(150), 154 + p.jitter(18), p.between(4, 9), '#d79f52', faint(0.7))),
      oval(396, 154, 190, 32, 'none', 0, `stroke="#c98d44" stroke-width="6"`),
      times(4, (i) => steam(p, 300 + i * 64, 104, 84, white)),
    ]
      .flat()
      .join(''),
}
