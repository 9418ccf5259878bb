/**
 * Styles shared by the components. System colours follow the page's `color-scheme` and forced colours, under which
 * meaning must not be conveyed by colour alone. Sites override them with `--inkling-ink`, `--inkling-paper` and
 * `--inkling-accent`; these are read on an inner element, so that a site may write `--inkling-ink: var(--ink)` on the
 * element itself. Only font and colours are inherited from the surroundings. Sizes are in rem, so that text scales to
 * 200 %. Nothing is animated.
 */
export const STYLE = `
:host>div{--ink:var(--inkling-ink,CanvasText);--paper:var(--inkling-paper,Canvas);--accent:var(--inkling-accent,LinkText);color:var(--ink);font-size:1rem;font-style:normal;font-weight:400;line-height:1.45;letter-spacing:normal;text-align:start;text-transform:none;text-indent:0;white-space:normal;word-spacing:normal;cursor:auto}
[hidden]{display:none!important}
*{box-sizing:border-box}
h2,h3,p,ul,dl,dd,fieldset,legend{margin:0;padding:0;border:0;font:inherit}
h2,h3,legend{font-weight:700}
ul{list-style:none}
button,input,select{font:inherit;color:inherit}
button{min-block-size:2.75rem;padding:.3rem .8rem;border:1px solid;border-radius:.4rem;background:none;cursor:pointer}
button:hover{background:var(--ink);color:var(--paper)}
button[aria-pressed=true]{outline:2px solid;outline-offset:-4px}
button:disabled{opacity:.6;cursor:default}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
input{accent-color:var(--accent)}
@media(forced-colors:active){button:hover{forced-color-adjust:none;color:HighlightText;background:Highlight;border-color:Highlight}}`
