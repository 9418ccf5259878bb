/** Untrusted creatives. */

const shadow = (inside: string, mode = 'open') =>
  `<div><template shadowrootmode="${mode}" shadowrootclonable>${inside}</template></div>`

/** Rejected creatives, by what they would do. */
export const ATTACKS: Readonly<Record<string, string>> = {
  'a script in a shadow root': shadow('<script>done.push(1)</script>'),
  'a script from elsewhere in a shadow root': shadow('<script src="/ask-1.js"></script>'),
  'a nested template': '<template><script>done.push(1)</script></template>',
  'details that open': '<details open ontoggle="done.push(1)"><summary>Buy</summary>Now</details>',
  'a script': '<script>done.push(1)</script>Buy',
  'a drawing’s script': '<svg><script>done.push(1)</script></svg>',
  'an animated link':
    '<svg><a><set attributeName="href" to="javascript:done.push(1)"/><text y="20">Buy</text></a></svg>',
  'a link that animates from elsewhere':
    '<svg><a id="go"><text y="20">Buy</text></a><animate href="#go" attributeName="href" values="javascript:done.push(1)"/></svg>',
  'a script’s address': '<a href="java&#9;script:done.push(1)">Buy</a>',
  'a handler that is new': '<b onscrollsnapchange="done.push(1)" onbeforematch="done.push(1)">Buy</b>',
  'a picture that fails': '<img src="data:x" onerror="done.push(1)" alt="Buy">',
  'an animation that starts': '<svg><animate onbegin="done.push(1)" attributeName="x" dur="1s"/></svg>',
  'a hidden input for the page’s form': '<input type="hidden" form="page-form" name="price" value="0">Buy',
  'an output for the page’s form': '<output form="page-form" name="price">0</output>',
  'a button that sends the page’s form': '<button form="page-form" formaction="/steal">Buy</button>',
  'a label for the page’s input': '<label for="agree">Buy</label>',
  'a button for the page’s popover': '<button popovertarget="page-popover">Buy</button>',
  'a button for the page’s dialog': '<button commandfor="page-dialog" command="show-modal">Buy</button>',
  'a popover': '<div popover="manual">Buy</div>',
  'an id of the page’s': '<b id="page-text">Buy</b>',
  'a name of the document’s': '<img name="querySelector" src="/ask-1.svg" alt="Buy">',
  'a mask': '<b style="mask: url(/ask-1.svg)">Buy</b>',
  'a drawing’s fill': '<svg><rect width="9" height="9" fill="url(/ask-1.svg#a)"/></svg>',
  'a drawing’s fill with an escape': '<svg><rect width="9" height="9" fill="\\75rl(/ask-1.svg#a)"/></svg>',
  'a drawing’s mask': '<svg><rect width="9" height="9" mask="url(/ask-1.svg#a)"/></svg>',
  'a path to clip by': '<b style="clip-path: url(/ask-1.svg#a)">Buy</b>',
  'a pointer': '<b style="cursor: url(/ask-1.svg), auto">Buy</b>',
  'a background in capitals': '<b style="background:URL(/ask-1.svg)">Buy</b>',
  'a background with an escape': '<b style="background:\\75rl(/ask-1.svg)">Buy</b>',
  'a set of backgrounds': '<b style="background:image-set(&quot;/ask-1.svg&quot; 1x)">Buy</b>',
  'a background by a property of its own': '<b style="--a:url(/ask-1.svg);background:var(--a)">Buy</b>',
  'a list’s picture': '<ul><li style="list-style: url(/ask-1.svg)">Buy</li></ul>',
  'a border’s picture': '<b style="border: 3px solid; border-image: url(/ask-1.svg)">Buy</b>',
  'a typeface of the page’s': '<b style="font-family: Rare">Buy</b>',
  'a lazy picture in a shadow root': shadow('<img src="/ask-1.svg" loading="lazy" alt="">'),
  'an image in a drawing': '<svg><image href="/ask-1.svg" width="9" height="9"/></svg>',
  'a used drawing': '<svg><use href="/ask-1.svg#a"/></svg>',
  'a filter’s image': '<svg><filter id="f"><feImage href="/ask-1.svg"/></filter></svg>',
  'a film’s poster': '<video poster="/ask-1.svg"></video>',
  'a frame': '<iframe src="/ask-1.svg"></iframe>',
  'a frame of its own': '<iframe srcdoc="<script>parent.done.push(1)</script>"></iframe>',
  'an overlay': '<b style="position: fixed; inset: 0">Buy</b>',
  'an overlay with an escape': '<b style="pos\\69tion: f\\69xed; inset: 0; z-index: 2147483647">Buy</b>',
  'a box that is moved': '<b style="display: block; transform: translate(0, -300px) scale(50)">Buy</b>',
  'a label of its own': '<small data-inkling-label>Not sponsored · Acme</small>',
  'attributes for the page’s scripts': '<b data-hx-get="/ask-1.svg" data-hx-trigger="load">Buy</b>',
}

/** What gets into the page and does no harm there: the slot holds it. */
export const HELD: Readonly<Record<string, string>> = {
  'a class that covers the window': '<b class="cover">Buy</b>',
  'a class that covers all': '<b class="far">Buy</b>',
  'writing turned round': '<b>\u202E\u2067Buy</b>',
  'a wide shadow': '<b style="box-shadow: 0 0 90px 90px red">Buy</b>',
  'a large text': '<p style="font-size: 900px; line-height: 900px">Buy</p>',
  'a closed shadow root': `${shadow('<script>done.push(1)</script><img src="/ask-1.svg" alt="">', 'closed')}Buy`,
  'a picture that comes late':
    '<a href="/shop"><img src="/ask-1.svg" loading="lazy" width="40" height="30" alt="">Buy</a>',
  'a choice of pictures':
    '<picture><source srcset="/ask-1.svg 2x, /ask-2.svg 1x"><img src="/ask-3.svg" alt="">Buy</picture>',
  'simple markup':
    '<h3 style="color: teal; margin: 0">Shoes</h3><p lang="ru"><a href="https://shop.example/" target="_blank" rel="sponsored noopener" style="background: linear-gradient(red, white); padding: 2px 8px; border-radius: 8px">Buy</a></p><svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="M2 2h9v9z" fill="teal"/></svg>',
}
