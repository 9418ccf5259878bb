/**
 * System colours follow the page's `color-scheme` and forced colours. Both answers look the same, so that neither is
 * favoured. There are no animations to disable. When colours are forced, the browser puts a backplate behind text, so
 * buttons must not change colour on hover, or the text would blend into the plate.
 */
export const STYLE = `
:host{display:contents}
[hidden]{display:none!important}
section,.choices{position:fixed;z-index:2147483000;inset-block-end:0;box-sizing:border-box;color:var(--inkling-ink,CanvasText);background:var(--inkling-paper,Canvas);font:inherit;font-size:1rem;line-height:1.45;text-align:start}
section{inset-inline:0;max-block-size:85vh;overflow:auto;padding:1rem max(1rem,50% - 28rem);padding-block-end:calc(1rem + env(safe-area-inset-bottom));border-block-start:2px solid}
section:focus{outline:0}
h2{margin:0;font:inherit;font-size:1.25rem;font-weight:700;line-height:1.25}
p{margin:.4rem 0 0;max-inline-size:44rem}
.row{display:flex;flex-wrap:wrap;gap:.5rem .75rem;margin-block-start:.75rem}
button{box-sizing:border-box;min-block-size:2.75rem;padding:.4rem 1.1rem;border:2px solid;border-radius:.4rem;font:inherit;font-weight:600;color:inherit;background:none;cursor:pointer}
.yes,.no{flex:0 1 10rem;min-inline-size:5rem}
button:hover{color:var(--inkling-paper,Canvas);background:var(--inkling-ink,CanvasText);border-color:var(--inkling-ink,CanvasText)}
.choices{inset-inline-start:.75rem;inset-block-end:.75rem;min-block-size:2.25rem;padding:.2rem .7rem;border-width:1px;font-size:.875rem;font-weight:400}
:host([inline]) .choices{position:static}
:focus-visible{outline:3px solid;outline-offset:2px}
details{margin-block-start:.75rem}
summary{inline-size:fit-content;padding-block:.5rem;text-decoration:underline;cursor:pointer}
label{display:flex;gap:.6rem;padding-block:.5rem;max-inline-size:44rem}
input{flex:none;inline-size:1.25rem;block-size:1.25rem;margin:.1rem 0 0;accent-color:currentColor}
@media(forced-colors:active){button:hover{forced-color-adjust:none;color:HighlightText;background:Highlight;border-color:Highlight}}
@media(max-width:30rem){.yes,.no{flex:1 0 0}.keep{flex:1 0 100%}}
@media print{section,.choices{display:none}}`
