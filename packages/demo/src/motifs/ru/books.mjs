/** The Russian edition's shelf. */
import {
  box,
  disc,
  faint,
  ground,
  group,
  inks,
  line,
  oval,
  polar,
  poly,
  ring,
  shape,
  stroke,
  times,
} from '../../pen.mjs'

const { night, blue, pine, teal, gold, straw, red, brick, plum, brown, tan, bone, cream, grey, slate, white } = inks

export const books = {
  'reading-aloud': (p) =>
    [
      ground('#3a2b45'),
      times(9, (i) => box(i * 92, 0, 44, 420, '#42324e')),
      poly(
        [
          [400, 130],
          [-40, 600],
          [840, 600],
        ],
        '#f3d98f',
        faint(0.25),
      ),
      poly(
        [
          [400, 140],
          [120, 600],
          [680, 600],
        ],
        '#f3d98f',
        faint(0.3),
      ),
      box(0, 470, 800, 130, '#5a3d36'),
      oval(400, 530, 330, 44, '#7a4f40'),
      line(400, 0, 400, 70, straw, 5),
      shape('M310 160Q320 70 400 66Q480 70 490 160Z', gold),
      oval(400, 160, 90, 15, cream),
      times(2, (side) => {
        const x = side ? 676 : 124
        return [
          box(x - 92, 300, 184, 210, side ? teal : brick, 'rx="34"'),
          box(x - 60, 340, 120, 120, side ? '#3f9a94' : '#b9503f', 'rx="20"'),
          box(x - 104, 400, 38, 124, side ? pine : '#7f2c22', 'rx="16"'),
          box(x + 66, 400, 38, 124, side ? pine : '#7f2c22', 'rx="16"'),
          box(x - 70, 440, 140, 44, side ? '#4fb0a8' : '#cc6450', 'rx="14"'),
        ].join('')
      }),
      stroke('M420 446Q500 360 540 400T620 380T668 420', white, 9),
      stroke('M380 446Q300 350 262 392T190 372T134 416', white, 9),
      stroke('M424 440Q500 350 544 390T624 368T676 406', straw, 4),
      shape('M400 464Q350 436 286 450V514Q350 500 400 528Q450 500 514 514V450Q450 436 400 464Z', bone),
      shape('M400 464Q450 436 514 450V514Q450 500 400 528Z', '#e0d7bf'),
      times(4, (i) => stroke(`M302 ${464 + i * 12}q50 -10 86 10M412 ${474 + i * 12}q40 -20 88 -10`, tan, 3)),
      disc(400 + p.jitter(1), 120, 18, white, faint(0.7)),
    ].join(''),
  'russian-patronymics': (p) => {
    const man = (fill) =>
      disc(0, -128, 25, fill) +
      box(-26, -166, 52, 26, fill, 'rx="4"') +
      box(-38, -146, 76, 8, fill) +
      shape('M-36 -100Q0 -116 36 -100L52 0H-52Z', fill)
    return [
      ground('#eadfc8'),
      times(7, (i) => line(0, 430 + i * 26, 800, 430 + i * 26, '#dccfb3', 4)),
      disc(400, 70, 56, straw),
      times(5, (i) => {
        const turn = -62 + i * 31
        const colour = [teal, plum, brick, blue, gold][i]
        const long = 1.3 + Math.abs(i - 2) * 0.22 + p.between(0, 0.14)
        const [x, y] = polar(400, 380, 150 * long + 42, 90 - turn)
        return [
          group(
            group(man(colour), `transform="scale(1 ${(-long).toFixed(2)})"`),
            `transform="translate(400 372) rotate(${-turn})" ${faint(0.8)}`,
          ),
          group(
            box(-46, -17, 92, 34, white, `rx="5" stroke="${slate}" stroke-width="3"`) +
              disc(-36, 0, 4, slate) +
              times(2, (k) => line(-22, -5 + k * 11, 34 - k * p.between(8, 30), -5 + k * 11, slate, 4)),
            `transform="translate(${x.toFixed(0)} ${Math.min(566, y).toFixed(0)}) rotate(${(-turn / 5).toFixed(0)})"`,
          ),
        ].join('')
      }),
      group(man(night), 'transform="translate(400 378) scale(1.35)"'),
    ].join('')
  },
  'love-of-footnotes': (p) =>
    [
      ground('#8fa3a0'),
      box(186, 34, 440, 600, '#6f8583', 'rx="4"'),
      box(172, 20, 440, 600, cream, 'rx="4"'),
      times(7, (i) => box(216, 66 + i * 30, i === 6 ? 190 : p.between(326, 352), 12, slate, 'rx="3"')),
      disc(424, 244, 13, red),
      line(424, 238, 424, 250, white, 4),
      line(216, 318, 360, 318, night, 4),
      times(19, (i) =>
        box(
          i === 0 ? 244 : 216,
          340 + i * 14,
          p.between(300, 352) - (i === 0 ? 28 : 0) - (i % 6 === 5 ? 170 : 0),
          6,
          i % 6 === 0 ? brick : grey,
          'rx="2"',
        ),
      ),
      disc(228, 343, 10, red),
      stroke('M424 258C430 300 700 250 690 320S470 330 380 326T240 338', red, 5),
      stroke('M424 258C430 300 700 250 690 320', red, 5),
      times(5, (i) => oval(690 - i * 1.5, 320, 5, 5, red)),
    ].join(''),
  'fair-detective': (p) =>
    [
      ground('#26303a'),
      times(6, (i) => box(0, i * 100, 800, 96, p.pick(['#2b3641', '#283340', '#2f3b47']))),
      poly(
        [
          [800, 0],
          [640, 0],
          [130, 340],
          [360, 470],
        ],
        straw,
        faint(0.16),
      ),
      disc(250, 400, 128, '#f7eec0', faint(0.92)),
      shape('M196 372H300L292 442Q288 456 270 456H226Q208 456 204 442Z', white),
      stroke('M298 384q36 0 30 28q-6 22 -36 20', white, 11),
      oval(248, 372, 52, 11, brown),
      oval(248, 466, 76, 9, grey, 0, faint(0.5)),
      ring(250, 400, 134, gold, 16),
      line(156, 494, 60, 590, brown, 30),
      ring(560, 170, 24, '#c99a3c', 10),
      line(584, 170, 690, 170, '#c99a3c', 10),
      line(664, 170, 664, 196, '#c99a3c', 9),
      line(686, 170, 686, 190, '#c99a3c', 9),
      shape(
        'M90 120Q80 70 106 66Q112 40 132 58Q142 34 158 54Q176 36 184 62Q204 54 202 84L196 170Q150 190 112 168Z',
        '#5b6470',
      ),
      stroke('M108 70L112 110M132 60L136 106M158 56L158 104M184 64L178 110', '#434b55', 5),
      group(
        box(0, 0, 150, 96, '#b7a98a') + stroke('M0 0L75 56L150 0', '#8d8168', 5) + disc(75, 58, 14, brick),
        'transform="translate(330 92) rotate(-10)"',
      ),
      ring(560, 400, 62, '#8a7440', 10),
      disc(560, 400, 56, '#a9a48d'),
      times(12, (i) => line(...polar(560, 400, 50, i * 30), ...polar(560, 400, 42, i * 30), night, 4)),
      line(560, 400, ...polar(560, 400, 36, 200 + p.jitter(20)), night, 6),
      line(560, 400, ...polar(560, 400, 44, 300), night, 5),
      disc(560, 326, 9, '#8a7440'),
      stroke('M430 560L690 520Q740 510 746 546Q748 574 724 574', '#5e4330', 15),
    ].join(''),
}
