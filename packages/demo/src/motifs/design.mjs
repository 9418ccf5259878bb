/** Grids: few shapes, exactly placed. */
import { box, dashed, disc, faint, ground, inks, line, mix, oval, polar, shape, stroke, times } from '../pen.mjs'

const {
  night,
  navy,
  blue,
  sky,
  teal,
  leaf,
  gold,
  straw,
  orange,
  red,
  plum,
  brown,
  tan,
  bone,
  cream,
  stone,
  grey,
  slate,
  white,
} = inks

export const design = {
  'bentwood-chair': (p) =>
    [
      ground('#eadfc9'),
      box(0, 470, 800, 130, '#dccba9'),
      stroke('M282 560C250 330 270 84 400 84S550 330 518 560', brown, 17),
      stroke('M322 392C306 250 330 138 400 138S494 250 478 392', '#8a5836', 13),
      oval(400, 408, 146, 40, brown),
      oval(400, 400, 146, 40, tan),
      oval(400, 400, 118, 29, '#e0bd8f'),
      stroke('M300 430C292 480 284 530 270 572M500 430C508 480 516 530 530 572', brown, 15),
      stroke(`M312 490Q400 ${532 + p.jitter(4)} 488 490`, '#8a5836', 9),
    ].join(''),
  'colour-neighbours': (p) =>
    [
      ground(night),
      box(400, 0, 400, 600, white),
      box(128, 208, 184, 184, grey),
      box(488, 208, 184, 184, grey),
      box(384 + p.jitter(2), 0, 32, 600, '#8c909e', 'opacity="0"'),
      times(
        9,
        (i) =>
          box(128 + i * 21, 440, 14, 14, mix(night, grey, (i + 1) / 9)) +
          box(488 + i * 21, 440, 14, 14, mix(white, grey, (i + 1) / 9)),
      ),
    ].join(''),
  'door-handles': (p) =>
    [
      ground('#c8d3cf'),
      box(70, 40, 314, 620, '#2f6b66'),
      box(416, 40, 314, 620, '#d86f3d'),
      box(96, 66, 262, 220, '#2a605c'),
      box(96, 312, 262, 330, '#2a605c'),
      box(442, 66, 262, 220, '#cf6635'),
      box(442, 312, 262, 330, '#cf6635'),
      box(332, 180, 22, 250, night, 'rx="11" opacity=".25" transform="translate(10 12)"'),
      box(326, 172, 24, 256, straw, 'rx="12"'),
      box(320, 196, 36, 18, '#c8963a', 'rx="5"'),
      box(320, 386, 36, 18, '#c8963a', 'rx="5"'),
      box(446, 196 + p.jitter(4), 86, 210, bone, 'rx="6"'),
      [
        [462, 214],
        [516, 214],
        [462, 388],
        [516, 388],
      ]
        .map(([x, y]) => disc(x, y, 5, grey))
        .join(''),
    ].join(''),
  'dropped-kerbs': (p) =>
    [
      ground('#e6e9e4'),
      times(9, (i) => line(i * 100, 0, i * 100, 330, '#d6dcd5', 2)),
      shape('M-10 330H250C420 330 470 470 640 470H810V610H-10Z', slate),
      shape('M-10 330H250C420 330 470 470 640 470H810V492H640C450 492 420 352 250 352H-10Z', gold),
      times(12, (i) => line(i * 46 - 20, 352, i * 46 - 60, 610, '#5a5f79', 2)),
      [
        [96, 58, red],
        [206, 36, navy],
        [318, 62, teal],
        [436, 40, orange],
        [538, 74, blue],
        [668, 48, plum],
        [748, 22, red],
      ]
        .map(([x, r, ink]) => {
          const y = x < 250 ? 330 : x > 640 ? 470 : 330 + (140 * (1 - Math.cos(((x - 250) / 390) * Math.PI))) / 2
          const lift = x > 250 && x < 640 ? 8 : 0
          const turn = p.between(0, 60)
          return (
            disc(x, y - r - lift, r, ink) +
            disc(x, y - r - lift, r * 0.7, bone) +
            times(6, (k) =>
              line(x, y - r - lift, ...polar(x, y - r - lift, r * 0.74, turn + k * 60), ink, Math.max(2.5, r * 0.07)),
            ) +
            disc(x, y - r - lift, r * 0.16, ink)
          )
        })
        .join(''),
    ].join(''),
  'empty-space': (p) =>
    [
      ground(white),
      box(0, 0, 800, 600, 'none', `stroke="${stone}" stroke-width="6"`),
      box(452 + p.jitter(6), 398, 84, 84, red),
    ].join(''),
  'line-length': (p) =>
    [
      ground('#d9583f'),
      box(236, -10, 372, 640, '#b8442e', 'transform="translate(12 0)"'),
      box(236, -10, 372, 640, cream),
      times(21, (i) =>
        box(274, 26 + i * 27.5, i % 7 === 6 ? p.between(90, 160) : p.between(226, 296), 12, i === 0 ? red : night),
      ),
      line(580, 0, 580, 600, sky, 2, dashed(5, 7)),
    ].join(''),
  'underground-diagram': (p) => {
    const lines = [
      ['M-20 150H180L330 300H520L660 160H820', red],
      ['M-20 420H250L400 270V-20', blue],
      ['M120 620V480L300 300H330M300 300L520 520H820', gold],
      ['M560 -20V230L440 350V620', leaf],
      ['M-20 270H120L270 420H620L820 220', plum],
    ]
    const stops = [
      [180, 150],
      [400, 300],
      [300, 300],
      [520, 300],
      [400, 270],
      [560, 230],
      [440, 350],
      [660, 160],
      [420, 420],
      [120, 270],
      [250, 420],
      [560, 130],
      [400, 130],
      [520, 520],
      [640, 400],
      [700, 520],
      [120, 480],
      [80, 150],
      [740, 160],
      [440, 520],
    ]
    return [
      ground('#f4f1e8'),
      stroke('M-20 520C140 500 210 560 330 530S560 440 820 470', sky, 46, faint(0.55)),
      lines.map(([d, ink]) => stroke(d, ink, 15)).join(''),
      stops.map(([x, y], i) => disc(x, y, 14, night) + disc(x, y, i % 5 === p.whole(0, 4) ? 6 : 9, white)).join(''),
    ].join('')
  },
}
