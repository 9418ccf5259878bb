/** The Russian edition's past. */
import {
  blob,
  box,
  dashed,
  disc,
  faint,
  ground,
  group,
  hill,
  inks,
  line,
  oval,
  poly,
  ring,
  shape,
  stroke,
  through,
  times,
} from '../../pen.mjs'

const { night, navy, pine, moss, gold, straw, orange, red, brick, brown, tan, bone, cream, white } = inks

export const history = {
  'birchbark-letters': (p) => {
    const letter = (x, y) => {
      const s = p.between(9, 12)
      return (
        line(x, y - s, x + p.jitter(2), y + s, '#5d3d22', 4) +
        p.pick([
          line(x, y, x + s, y - s, '#5d3d22', 3.5) + line(x, y, x + s, y + s, '#5d3d22', 3.5),
          line(x + s, y - s, x + s, y + s, '#5d3d22', 3.5) + line(x, y, x + s, y, '#5d3d22', 3.5),
          line(x, y - s, x + s, y - s, '#5d3d22', 3.5),
          stroke(`M${x} ${y - s}q${s * 1.4} ${s * 0.6} 0 ${s}`, '#5d3d22', 3.5),
        ])
      )
    }
    return [
      ground('#3b3a33'),
      times(60, () =>
        oval(
          p.between(0, 800),
          p.between(0, 600),
          p.between(10, 50),
          p.between(5, 16),
          p.pick(['#46443b', '#33322c', '#4e4a3d']),
          p.jitter(20),
        ),
      ),
      shape(
        'M70 120Q90 96 140 108L660 92Q720 88 738 124L722 470Q710 506 660 496L150 506Q84 512 72 470Q96 300 70 120Z',
        '#c9a472',
      ),
      shape('M100 140L700 124L690 470L112 482Q130 300 100 140Z', '#d9b988'),
      shape('M660 92Q720 88 738 124L722 470Q700 440 690 470L700 124Q690 100 660 92Z', '#a47d4d'),
      times(34, () => line(p.between(110, 640), p.between(140, 480), 0, 0, '#bf9763', 0)),
      times(40, () => {
        const [x, y] = [p.between(116, 650), p.between(136, 476)]
        return line(x, y, x + p.between(12, 44), y + p.jitter(2), '#c29a67', 3)
      }),
      times(4, (row) =>
        times(13, (i) => (row > 1 && i > 5 ? '' : letter(140 + i * 42 + p.jitter(3), 180 + row * 64 + p.jitter(3)))),
      ),
      stroke(
        'M448 400Q480 372 560 376Q600 380 622 350M470 396L456 452M498 384L500 448M556 380L548 446M590 376L604 440M622 350L650 342L640 366Z',
        '#5d3d22',
        5,
      ),
      ring(536, 304, 17, '#5d3d22', 5),
      stroke(
        'M536 322V376M536 340L586 330M586 330L574 318M586 330L592 338M536 340L500 356M496 346L500 356L488 360',
        '#5d3d22',
        5,
      ),
      line(470, 330, 690, 282, '#5d3d22', 5),
      group(
        box(0, -9, 250, 18, bone, 'rx="9"') +
          poly(
            [
              [250, -9],
              [294, 0],
              [250, 9],
            ],
            '#d8ceb4',
          ) +
          shape('M0 -22L-40 -16V16L0 22Z', bone) +
          times(4, (i) => line(20 + i * 14, -8, 20 + i * 14, 8, tan, 3)),
        'transform="translate(330 556) rotate(-9)"',
      ),
    ].join('')
  },
  'amber-road': (p) => {
    const road = [
      [600, 96],
      [520, 150],
      [560, 214],
      [460, 262],
      [400, 330],
      [430, 396],
      [330, 440],
      [260, 508],
      [160, 540],
    ]
    return [
      ground('#e9dcb9'),
      shape('M0 0H800V70Q700 110 620 80T420 96Q300 60 220 110T0 90Z', '#7fa3c0'),
      shape('M0 0H800V50Q700 90 620 60T420 76Q300 40 220 90T0 70Z', '#5d86ab'),
      shape('M0 600V520Q80 540 120 580T300 600Z', '#3f9aa8'),
      times(34, () => {
        const [x, y] = [p.between(20, 780), p.between(130, 320)]
        return poly(
          [
            [x - 12, y + 16],
            [x, y - 18],
            [x + 12, y + 16],
          ],
          p.pick([pine, '#3e6b52', '#57805f']),
        )
      }),
      times(8, (i) => {
        const x = 250 + i * 74
        const y = 420 + (i % 2) * 18
        const [top, base] = [y - 50 + p.jitter(10), 490]
        return (
          poly(
            [
              [x - 76, base],
              [x, top],
              [x + 76, base],
            ],
            i % 2 ? '#9a8f86' : '#a79c92',
          ) +
          poly(
            [
              [x - 16, top + 27],
              [x, top],
              [x + 16, top + 27],
            ],
            white,
          )
        )
      }),
      times(9, (i) => oval(60 + i * 84, 566 + p.jitter(20), 24, 10, moss, 0, faint(0.6))),
      stroke(through(road), '#fff6dd', 16, faint(0.8)),
      stroke(through(road), brick, 5, dashed(4, 14)),
      road.map(
        ([x, y], i) =>
          shape(
            blob(x, y, 20 - i * 0.8, 7, 0.22, p.between),
            p.pick([gold, orange, '#d98a2b']),
            `stroke="#9a5a1c" stroke-width="3"`,
          ) + oval(x - 5, y - 6, 5, 3, cream, -30),
      ),
      box(120, 530, 66, 8, bone),
      times(4, (i) => box(126 + i * 16, 538, 7, 36, bone)),
      box(118, 572, 70, 8, bone),
      poly(
        [
          [116, 530],
          [153, 506],
          [190, 530],
        ],
        bone,
      ),
    ]
      .flat()
      .join('')
  },
  'tea-caravans': (p) => {
    const sledge = (x, y, s) =>
      group(
        [
          stroke('M-70 34H66Q84 34 88 16', brown, 7),
          line(-50, 20, -50, 34, brown, 6),
          line(40, 20, 40, 34, brown, 6),
          box(-62, -22, 56, 44, '#8a5a35', 'rx="7"'),
          box(-4, -22, 56, 44, '#7a4d2d', 'rx="7"'),
          box(-34, -58, 56, 40, '#946640', 'rx="7"'),
          line(-62, 0, 52, 0, straw, 3),
          line(-34, -38, 22, -38, straw, 3),
          stroke('M88 10L128 4', tan, 4),
        ].join(''),
        `transform="translate(${x} ${y}) scale(${s})"`,
      )
    const camel = (x, y, s) =>
      group(
        [
          stroke('M-46 0Q-40 -44 -22 -44Q-8 -40 0 -20Q8 -44 26 -44Q44 -40 48 0Z', '#a9743e', 4),
          shape(
            'M-54 26Q-54 -6 -40 -10Q-32 -50 -18 -48Q-6 -44 0 -20Q8 -48 22 -48Q38 -44 42 -8Q66 -4 74 -40L78 -62Q90 -70 104 -58Q100 -46 90 -46Q88 14 50 26Z',
            '#a9743e',
          ),
          times(4, (i) => line(-42 + i * 29, 20, -44 + i * 29 + p.jitter(5), 66, '#8f5f30', 9)),
          box(-30, -14, 62, 30, red, 'rx="5"'),
        ].join(''),
        `transform="translate(${x} ${y}) scale(${s})"`,
      )
    return [
      ground('#d7dfe8'),
      disc(600, 120, 50, '#f6ead0'),
      disc(600, 120, 76, '#f6ead0', faint(0.4)),
      hill(0, 800, (x) => 250 - 60 * Math.sin(x / 150 + 2), '#b4c2d2'),
      hill(0, 800, (x) => 310 - 50 * Math.sin(x / 110), '#c6d2de'),
      times(18, (i) =>
        poly(
          [
            [10 + i * 46, 350],
            [22 + i * 46, 296 + p.jitter(16)],
            [34 + i * 46, 350],
          ],
          '#5d7583',
        ),
      ),
      hill(0, 800, (x) => 372 + 20 * Math.sin(x / 130), '#e6edf3'),
      sledge(90, 372, 0.62),
      sledge(214, 388, 0.7),
      sledge(354, 396, 0.8),
      hill(0, 800, (x) => 470 + 24 * Math.sin(x / 170 + 1), white),
      sledge(130, 478, 1.15),
      camel(330, 474, 1.15),
      camel(500, 480, 1.25),
      camel(680, 470, 1.35),
      stroke('M250 470L286 462M390 462L436 452M568 452L600 446', brown, 4),
      times(60, () => disc(p.between(0, 800), p.between(0, 600), p.between(2, 4), white, faint(0.9))),
    ].join('')
  },
  'measured-metre': (p) => {
    const left = Array.from({ length: 8 }, (_, i) => [330 + p.jitter(34), 70 + i * 66])
    const right = Array.from({ length: 8 }, (_, i) => [462 + p.jitter(34), 100 + i * 64])
    return [
      ground('#f1e7cf'),
      shape('M0 0H800V60Q640 30 520 64T300 50Q180 20 0 80Z', '#a9c6d6'),
      shape('M0 80Q60 200 40 320T90 600H0Z', '#a9c6d6'),
      shape('M800 540Q660 520 560 570T440 600H800Z', '#a9c6d6'),
      times(13, (i) => stroke(`M${p.between(110, 720)} ${100 + i * 36}q16 -24 32 0`, tan, 4)),
      line(396, 20, 396, 590, red, 4, dashed(10, 9)),
      left.map(([x, y], i) => [
        line(x, y, ...right[i], navy, 3),
        i < 7
          ? line(x, y, ...left[i + 1], navy, 3) +
            line(...right[i], ...right[i + 1], navy, 3) +
            line(...right[i], ...left[i + 1], navy, 3)
          : '',
      ]),
      [...left, ...right].map(
        ([x, y]) =>
          box(x - 7, y - 18, 14, 22, brick) +
          poly(
            [
              [x - 10, y - 18],
              [x, y - 36],
              [x + 10, y - 18],
            ],
            brick,
          ) +
          disc(x, y, 5, night),
      ),
      box(628, 120, 62, 420, gold),
      box(628, 120, 14, 420, straw),
      times(21, (i) => line(690, 130 + i * 20, 690 - (i % 5 ? 16 : 32), 130 + i * 20, brown, 4)),
    ]
      .flat(2)
      .join('')
  },
}
