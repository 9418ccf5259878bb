/** The Russian edition's games. */
import {
  blend,
  box,
  curve,
  disc,
  faint,
  ground,
  hill,
  inks,
  line,
  mix,
  oval,
  polar,
  poly,
  shape,
  stroke,
  through,
  times,
} from '../../pen.mjs'

const { night, navy, blue, sky, ice, pine, mint, gold, straw, red, brick, rose, brown, bone, stone, slate, white } =
  inks

export const sport = {
  zugzwang: (p) => {
    const square = (column, row) => [160 + column * 96, 40 + row * 96]
    const king = (x, y, fill, edge) => [
      oval(x, y + 64, 46, 12, night, 0, faint(0.35)),
      shape(`M${x - 40} ${y + 60}q40 14 80 0l-8 -24h-64Z`, fill, `stroke="${edge}" stroke-width="4"`),
      shape(`M${x - 30} ${y + 34}q-34 -58 30 -40q64 -18 30 40Z`, fill, `stroke="${edge}" stroke-width="4"`),
      box(x - 5, y - 54, 10, 44, fill, `stroke="${edge}" stroke-width="3"`),
      box(x - 18, y - 42, 36, 10, fill, `stroke="${edge}" stroke-width="3"`),
    ]
    const [kx, ky] = square(2, 1)
    const [wx, wy] = square(2, 3)
    const [px, py] = square(3, 4)
    return [
      ground('#2f4a45'),
      box(100, 0, 600, 600, '#233833'),
      times(36, (i) => {
        const [column, row] = [i % 6, Math.floor(i / 6)]
        const [x, y] = square(column, row)
        return box(x - 48, y - 36, 96, 96, (column + row) % 2 ? '#6f8f80' : '#e6e0cb')
      }),
      box(square(2, 2)[0] - 48, square(2, 2)[1] - 36, 96, 96, gold, faint(0.85)),
      times(4, (i) =>
        disc(square(2, 2)[0] + p.jitter(0.5), square(2, 2)[1] + 12, 26 - i * 7, i % 2 ? gold : brick, faint(0.8)),
      ),
      king(kx, ky, night, bone),
      king(wx, wy, white, night),
      oval(px, py + 56, 34, 10, night, 0, faint(0.35)),
      shape(
        `M${px - 30} ${py + 54}q30 12 60 0q-6 -26 -20 -40h-20q-14 14 -20 40Z`,
        white,
        `stroke="${night}" stroke-width="4"`,
      ),
      disc(px, py - 2, 20, white, `stroke="${night}" stroke-width="4"`),
    ]
      .flat()
      .join('')
  },
  'ski-wax': (p) => {
    const bend = (x) => 318 - 56 * Math.sin((Math.PI * (x - 60)) / 680)
    return [
      ground('#bcd3e6'),
      hill(0, 800, (x) => 220 - 40 * Math.sin(x / 130 + 1), '#dbe8f2'),
      times(9, (i) =>
        poly(
          [
            [30 + i * 96, 228],
            [52 + i * 96, 120 + p.jitter(24)],
            [74 + i * 96, 228],
          ],
          mix(pine, sky, 0.35),
        ),
      ),
      hill(0, 800, () => 356, white),
      times(170, () => {
        const [x, y] = [p.between(0, 800), p.between(366, 596)]
        const r = p.between(5, 12)
        return times(3, (k) => {
          const [a, b] = polar(x, y, r, k * 60 + 15)
          return line(2 * x - a, 2 * y - b, a, b, p.pick([sky, '#a9c3dc', ice]), 2)
        })
      }),
      stroke(curve(60, 740, bend), night, 22),
      stroke(
        curve(60, 740, (x) => bend(x) - 4),
        red,
        14,
      ),
      stroke(
        curve(255, 545, (x) => bend(x) + 13),
        gold,
        9,
      ),
      stroke('M740 318Q782 312 796 276', night, 18),
      stroke('M740 314Q780 308 793 274', red, 11),
      shape('M352 252V180Q352 160 376 160H410L418 206Q470 216 482 244V256H352Z', navy),
      box(346, 248, 142, 14, slate, 'rx="4"'),
      line(372, 186, 412, 182, sky, 5),
      line(374, 206, 416, 202, sky, 5),
      line(384, 0, 384, 162, blue, 58),
      times(2, (i) => stroke(`M${300 + i * 190} ${330}v40m-12 -16l12 16l12 -16`, brick, 5)),
    ].join('')
  },
  'skater-spin': (p) =>
    [
      ground('#1c2450'),
      hill(0, 800, () => 476, '#a9c6e3'),
      times(12, (i) => line(p.between(0, 800), 490 + i * 9, p.between(0, 800), 492 + i * 9, ice, 2, faint(0.6))),
      oval(400, 524, 160, 24, '#86a8cd'),
      times(9, (i, t) =>
        oval(
          400,
          500 - i * 44,
          250 - 220 * t ** 0.6 + (i > 6 ? (i - 6) * 24 : 0),
          44 - 32 * t ** 0.6,
          'none',
          p.jitter(4),
          `stroke="${blend([sky, mint, straw, rose], t)}" stroke-width="${7 - 4 * t}" ${faint(0.75)}`,
        ),
      ),
      stroke('M398 516L396 400', night, 17),
      line(376, 520, 420, 520, stone, 6),
      shape('M372 300Q400 282 430 300L470 400Q400 428 334 400Z', red),
      shape('M376 210Q400 196 424 210L430 304Q400 316 372 304Z', red),
      stroke('M380 222Q340 250 396 262', rose, 15),
      stroke('M422 222Q462 246 404 266', rose, 15),
      disc(400, 168, 30, rose),
      shape('M370 166A30 30 0 0 1 430 162Q412 148 396 152Q380 154 370 166Z', brown),
      disc(424, 146, 13, brown),
      stroke('M420 402Q452 450 414 474', night, 14),
      times(20, () => disc(p.between(120, 680), p.between(40, 460), p.between(1.5, 4), white, faint(0.8))),
    ].join(''),
  'underwater-kick': (p) =>
    [
      ground('#0f5f86'),
      times(8, (i) => box(0, 120 + i * 62, 800, 62, blend(['#49b3c9', '#2790b0', '#146e97', '#0e4f77'], i / 7))),
      shape(`${curve(0, 800, (x) => 112 + 12 * Math.sin(x / 42))}L800 0L0 0Z`, '#d7eef4'),
      stroke(
        curve(0, 800, (x) => 118 + 12 * Math.sin(x / 42)),
        white,
        6,
        faint(0.8),
      ),
      times(14, (i) => disc(26 + i * 58, 96 + 12 * Math.sin((26 + i * 58) / 42), 17, i % 3 ? red : white)),
      box(0, 520, 800, 80, '#0b3f61'),
      times(10, (i) => box(20 + i * 84, 540, 60, 16, night, faint(0.7))),
      times(5, (i) => {
        const [x, y] = [96 + i * 62, 340 + (i % 2 ? 60 : -50)]
        return stroke(
          through(Array.from({ length: 16 }, (_, k) => polar(x, y, 38 - k * 2.2, (i % 2 ? -1 : 1) * k * 52))),
          ice,
          5,
          faint(0.35 + i * 0.11),
        )
      }),
      stroke('M330 372Q380 330 448 332Q520 330 560 306L690 292', rose, 34),
      stroke('M330 372Q290 404 246 376', rose, 26),
      stroke('M250 378Q222 360 200 372', rose, 16),
      shape('M404 348Q450 312 520 318Q500 356 450 356Q420 360 404 348Z', navy),
      disc(590, 312, 27, rose),
      shape('M566 300A28 28 0 0 1 618 306L572 322Z', gold),
      stroke('M556 306Q620 280 726 288', rose, 20),
      times(22, () => disc(p.between(180, 720), p.between(140, 330), p.between(3, 9), white, faint(0.5))),
    ].join(''),
}
