/** The Russian edition's shapes. */
import {
  arc,
  blend,
  box,
  dashed,
  disc,
  faint,
  ground,
  inks,
  inside,
  line,
  mix,
  oval,
  poly,
  ring,
  shape,
  stroke,
  times,
  turned,
} from '../../pen.mjs'

const { night, sky, ice, leaf, moss, straw, red, brick, brown, cream, stone, slate, white } = inks

export const design = {
  'letter-zhe': (p) =>
    [
      ground('#eef1f4'),
      times(20, (i) => line(i * 42, 0, i * 42, 600, '#dbe2ea', 2)),
      times(15, (i) => line(0, i * 42, 800, i * 42, '#dbe2ea', 2)),
      line(0, 118, 800, 118, sky, 4),
      line(0, 482, 800, 482, sky, 4),
      line(0, 300, 800, 300, sky, 3, dashed(12, 10)),
      box(366, 118, 64, 364, night),
      box(338, 118, 120, 22, night),
      box(338, 460, 120, 22, night),
      poly(
        [
          [372, 300],
          [214, 140],
          [160, 140],
          [160, 118],
          [330, 118],
          [330, 134],
          [292, 138],
          [372, 232],
        ],
        night,
      ),
      poly(
        [
          [372, 290],
          [228, 462],
          [146, 462],
          [146, 482],
          [318, 482],
          [318, 466],
          [288, 460],
          [372, 344],
        ],
        night,
      ),
      poly(
        [
          [424, 300],
          [584, 140],
          [640, 140],
          [640, 118],
          [470, 118],
          [470, 134],
          [508, 138],
          [424, 232],
        ],
        night,
      ),
      poly(
        [
          [424, 290],
          [572, 462],
          [656, 462],
          [656, 482],
          [482, 482],
          [482, 466],
          [512, 460],
          [424, 344],
        ],
        night,
      ),
      line(120, 46, 470, 398, red, 3),
      line(676, 46, 326, 398, red, 3),
      line(180, 520, 460, 190, red, 3),
      line(620, 520, 338, 190, red, 3),
      times(9, (i) =>
        disc(
          [372, 424, 160, 640, 146, 656, 330, 470, 398][i],
          [300, 300, 118, 118, 482, 482, 118, 118, 300][i],
          8,
          white,
          `stroke="${red}" stroke-width="4"`,
        ),
      ),
      ring(398, 300, 70 + p.jitter(1), red, 3, dashed(7, 7)),
      line(146, 540, 396, 540, brick, 3),
      line(400, 540, 656, 540, brick, 3),
      times(3, (i) => line([146, 398, 656][i], 530, [146, 398, 656][i], 550, brick, 3)),
    ].join(''),
  'faceted-glass': (p) =>
    [
      ground('#e5d9c4'),
      box(0, 410, 800, 190, '#b98b5d'),
      times(4, (i) => box(0, 438 + i * 44, 800, 4, '#a97c4f')),
      times(9, (i) =>
        poly(
          [
            [330 + i * 17, 508],
            [346 + i * 17, 508],
            [440 + i * 62, 600],
            [396 + i * 58, 600],
          ],
          p.pick([straw, '#f0b45c', cream]),
          faint(0.6),
        ),
      ),
      oval(420, 512, 120, 16, '#6b4527', 0, faint(0.45)),
      shape('M250 90H550L512 500Q508 512 490 512H310Q292 512 288 500Z', ice, faint(0.85)),
      inside(
        'tea',
        'M262 216H538L514 474H286Z',
        [
          box(250, 210, 300, 270, '#a9501f'),
          times(8, (i) =>
            poly(
              [
                [258 + i * 36, 216],
                [294 + i * 36, 216],
                [290 + i * 30.5, 480],
                [260 + i * 32, 480],
              ],
              blend(['#7d3413', '#c96a25', '#f0a24a', '#d97b2e', '#8f3f17'], ((i * 2.3) % 5) / 5),
            ),
          ),
        ].join(''),
      ),
      times(9, (i) => stroke(`M${258 + i * 35.5} 176L${290 + i * 27.6} 486`, white, 4, faint(0.7))),
      times(8, (i) => stroke(`M${258 + i * 35.5} 176q17.7 -26 35.5 0`, white, 5)),
      oval(400, 216, 139, 15, '#d98a3c'),
      oval(400, 90, 150, 22, white, 0, faint(0.7)),
      oval(400, 92, 134, 16, '#d9cdb6'),
      stroke('M252 100L262 176M548 100L538 176', white, 6),
      box(290, 484, 220, 28, white, 'rx="8" opacity=".6"'),
      line(430, -10, 372, 460, stone, 10, faint(0.75)),
    ].join(''),
  'park-bench': (p) =>
    [
      ground('#dfe8d2'),
      box(0, 470, 800, 130, '#b9c79a'),
      shape('M0 540Q300 500 800 528V600H0Z', '#d9cba6'),
      box(640, 220, 34, 270, brown),
      disc(656, 170, 150, '#7fa35f'),
      times(26, () =>
        disc(656 + p.jitter(120), 170 + p.jitter(110), p.between(16, 34), p.pick([leaf, moss, '#6d9450']), faint(0.8)),
      ),
      oval(600, 520, 190, 24, '#93a676', 0, faint(0.8)),
      stroke('M150 158Q182 230 208 330Q226 380 300 372Q430 360 492 384', '#8f5a33', 20),
      times(6, (i) => {
        const [x, y] = [
          [152, 166],
          [170, 206],
          [184, 246],
          [198, 286],
          [208, 326],
          [226, 362],
        ][i]
        return box(x - 22, y - 9, 44, 18, '#b9794a', `rx="5" ${turned(-18, x, y)}`)
      }),
      times(6, (i) => box(262 + i * 42, 348 + Math.abs(2.2 - i) * 3, 36, 20, '#b9794a', 'rx="5"')),
      stroke('M262 380L244 524M456 386L474 524', night, 15),
      stroke('M204 316Q320 270 372 292Q384 300 378 356', night, 12),
      line(70, 364, 70, 524, red, 4),
      line(54, 364, 86, 364, red, 4),
      line(54, 524, 86, 524, red, 4),
      line(262, 420, 500, 420, red, 4),
      line(262, 408, 262, 432, red, 4),
      line(500, 408, 500, 432, red, 4),
      stroke(arc(300, 372, 150, 184, 248), red, 4, dashed(8, 8)),
    ].join(''),
  'traffic-light-order': (p) => {
    const light = (x, colours, frame) => [
      box(x - 96, 60, 192, 480, frame, 'rx="34"'),
      colours.map((colour, i) => [
        disc(x, 150 + i * 150, 62, mix(colour, night, 0.35)),
        disc(x, 150 + i * 150, 54, colour),
        shape(
          `M${x - 72} ${140 + i * 150}Q${x - 66} ${74 + i * 150} ${x} ${72 + i * 150}Q${x + 66} ${74 + i * 150} ${x + 72} ${140 + i * 150}Q${x + 50} ${94 + i * 150} ${x} ${92 + i * 150}Q${x - 50} ${94 + i * 150} ${x - 72} ${140 + i * 150}Z`,
          mix(frame, night, 0.5),
        ),
        times(16, () => disc(x + p.jitter(34), 150 + i * 150 + p.jitter(34), 4, white, faint(0.35))),
      ]),
    ]
    return [
      ground('#cfd9de'),
      box(400, 0, 400, 600, '#c3c3c1'),
      box(176, 530, 48, 80, slate),
      box(576, 530, 48, 80, '#777777'),
      light(200, ['#d8402f', '#e8b33d', '#2fa487'], '#2c3245'),
      light(600, ['#6b6b6b', '#b4b4b4', '#8d8d8d'], '#3a3a3a'),
    ]
      .flat(4)
      .join('')
  },
}
