/** The Russian edition's instruments. */
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
  oval,
  poly,
  ring,
  shape,
  stroke,
  times,
} from '../../pen.mjs'

const {
  night,
  navy,
  blue,
  teal,
  mint,
  gold,
  straw,
  orange,
  red,
  brick,
  rose,
  plum,
  brown,
  tan,
  cream,
  stone,
  slate,
  white,
} = inks

export const music = {
  'bell-ringing': (p) => {
    const bell = (x, y, s, fill, dark) =>
      group(
        [
          box(-7, -30, 14, 34, brown),
          shape('M-34 0Q0 -26 34 0Q44 86 84 128Q88 142 80 142H-80Q-88 142 -84 128Q-44 86 -34 0Z', fill),
          shape('M10 -10Q30 -8 34 0Q44 86 84 128Q88 142 80 142H30Q36 60 10 -10Z', dark),
          box(-82, 116, 164, 7, straw),
          box(-42, 22, 84, 5, straw),
          line(0, 120, -12, 168, night, 9),
          disc(-14, 174, 15, night),
        ].join(''),
        `transform="translate(${x} ${y}) scale(${s})"`,
      )
    return [
      ground('#dfe9f0'),
      hill(0, 800, (x) => 470 - 20 * Math.sin(x / 120), '#b4c9b0'),
      times(4, (i) => oval(150 + i * 170, 90 + p.jitter(30), 80, 18, white, 0, faint(0.8))),
      shape('M0 0H800V600H700V300Q690 90 400 84Q110 90 100 300V600H0Z', '#efe6d3'),
      stroke('M100 600V300Q110 90 400 84Q690 90 700 300V600', '#d3c5a8', 14),
      box(90, 176, 620, 26, brown),
      bell(290, 214, 1.35, '#b98a3a', '#8f6727'),
      bell(492, 208, 0.92, '#c2953f', '#94702c'),
      bell(616, 204, 0.62, gold, '#a87f33'),
      stroke('M270 452Q300 540 392 566', tan, 6),
      stroke('M478 370Q470 480 412 552', tan, 5),
      stroke('M606 314Q580 470 424 556', tan, 4),
      stroke('M372 600Q380 566 404 560Q430 556 432 600', rose, 26),
      shape('M350 600Q360 586 400 588Q440 586 450 600Z', navy),
    ].join('')
  },
  'theremin-hands': (p) =>
    [
      ground('#2a2144'),
      times(11, (i) => ring(604, 250, 40 + i * 38, blend([straw, orange, plum], i / 10), 4, faint(0.75 - i * 0.06))),
      times(7, (i) =>
        oval(
          150,
          408,
          40 + i * 34,
          20 + i * 17,
          'none',
          0,
          `stroke="${blend([mint, teal, navy], i / 6)}" stroke-width="4" ${faint(0.8 - i * 0.09)}`,
        ),
      ),
      box(604, 60, 9, 380, stone),
      disc(608, 58, 11, white),
      stroke('M286 428H150Q104 428 104 408T150 388H286', stone, 9),
      box(270, 372, 380, 130, brown, 'rx="10"'),
      box(270, 372, 380, 26, '#8a5a35', 'rx="10"'),
      times(
        3,
        (i) => disc(360 + i * 70, 448, 20, night) + line(360 + i * 70, 448, 360 + i * 70 + p.jitter(12), 432, gold, 4),
      ),
      box(556, 430, 64, 36, night),
      times(6, (i) => line(564, 436 + i * 5, 612, 436 + i * 5, tan, 2)),
      box(330, 502, 20, 98, '#4b2f1e'),
      box(570, 502, 20, 98, '#4b2f1e'),
      group(
        [
          oval(0, 0, 42, 30, rose),
          times(4, (i) => stroke(`M20 ${-18 + i * 12}l${44 - Math.abs(1.5 - i) * 8} ${-8 + i * 5}`, rose, 12)),
          stroke('M-10 -22q16 -30 34 -30', rose, 13),
          stroke('M-36 0L-120 30', navy, 46),
        ].join(''),
        `transform="translate(456 ${(196 + p.jitter(10)).toFixed(1)}) rotate(4)"`,
      ),
      group(
        [
          oval(0, 0, 42, 30, rose),
          times(4, (i) => stroke(`M20 ${-18 + i * 12}l${44 - Math.abs(1.5 - i) * 8} ${-8 + i * 5}`, rose, 12)),
          stroke('M-10 22q16 30 34 30', rose, 13),
          stroke('M-36 0L-130 -20', navy, 46),
        ].join(''),
        'transform="translate(120 270) rotate(38)"',
      ),
    ].join(''),
  'throat-singing': (p) =>
    [
      times(8, (i) => box(0, i * 56, 800, 58, blend(['#f2c48c', '#f5d8a8', '#d9dfd8', '#bcd2dd'], 1 - i / 7))),
      disc(170, 150, 54, '#f8e9c9'),
      shape('M0 360L120 250L210 320L330 210L450 330L560 252L680 330L800 262V420H0Z', '#8ea0b8'),
      hill(0, 800, (x) => 400 - 26 * Math.sin(x / 140), '#b5a860'),
      hill(0, 800, (x) => 462 - 18 * Math.sin(x / 90 + 2), '#8f8c46'),
      times(5, (i) =>
        stroke(
          curve(
            330,
            800,
            (x) => 320 + i * 14 - 40 * Math.sin((x - 330) / 88 + i * 0.22) * Math.min(1, (x - 330) / 160),
          ),
          blend([brick, red, orange], i / 4),
          8,
          faint(0.75),
        ),
      ),
      times(2, (i) =>
        stroke(
          curve(
            330,
            800,
            (x) => 190 + i * 10 - (x - 330) * 0.16 - 11 * Math.sin((x - 330) / 12) * Math.min(1, (x - 330) / 90),
          ),
          i ? white : teal,
          i ? 3 : 5,
        ),
      ),
      stroke('M320 262L338 250', night, 4),
      shape('M120 560Q110 420 200 370Q270 350 310 420Q356 500 372 560Z', blue),
      shape('M196 372Q236 420 300 402L310 430Q230 448 186 392Z', gold),
      shape('M96 560Q240 500 392 560L380 590H110Z', navy),
      disc(258, 300, 62, tan),
      shape('M192 292Q196 214 258 212Q322 216 324 288Q258 262 192 292Z', brick),
      poly(
        [
          [236, 216],
          [258, 162],
          [280, 216],
        ],
        brick,
      ),
      disc(258, 160, 11, gold),
      oval(312, 318, 10, 15, '#5a2b20'),
      line(284, 290, 302, 288, night, 5),
      times(40, (i) => line(i * 21, 600, i * 21 + p.jitter(8), 566 + p.jitter(14), '#6f7034', 4)),
    ].join(''),
  'written-silence': (p) => {
    const note = (x, y, up) =>
      oval(x, y, 21, 15, night, -20) +
      line(x + (up ? 18 : -18), y, x + (up ? 18 : -18), y + (up ? -104 : 104), night, 5)
    return [
      ground(cream),
      times(60, () => disc(p.between(0, 800), p.between(0, 600), p.between(1, 3), tan, faint(0.5))),
      times(5, (i) => line(0, 220 + i * 40, 270, 220 + i * 40, slate, 3)),
      times(5, (i) => line(530, 220 + i * 40, 800, 220 + i * 40, slate, 3)),
      times(5, (i) => line(270, 220 + i * 40, 530, 220 + i * 40, stone, 3, dashed(2, 16))),
      disc(400, 300, 158, straw, faint(0.55)),
      disc(400, 300, 112, '#f9f3d8', faint(0.9)),
      stroke('M386 214L420 262Q388 290 424 336Q384 322 392 354Q396 372 414 384', red, 15),
      note(70, 340, true),
      note(140, 300, true),
      note(212, 260, false),
      line(88, 236, 158, 196, night, 15),
      note(590, 320, true),
      note(668, 280, true),
      note(742, 360, true),
      line(608, 216, 686, 176, night, 15),
      line(254, 220, 254, 380, slate, 4),
      line(546, 220, 546, 380, slate, 4),
    ].join('')
  },
}
