/**
 * The element takes up no space, so that the page looks the same without it and nothing shifts when it loads late. A
 * site that wants it inline sets `position: static` and a size. The panel is in the top layer. Bars grow from the
 * middle: towards the end for contributions in favour of the item, towards the start for those against; the figures
 * give the same information.
 */
export const STYLE = `
:host{position:absolute;z-index:1}
.ask{display:block;min-block-size:0;inline-size:1.75rem;block-size:1.75rem;padding:0;border-radius:50%;background:var(--paper);line-height:1}
.panel{position:fixed;inset:auto;z-index:2147483000;margin:0;inline-size:min(24rem,100vw - 1rem);overflow:auto;padding:1rem;border:1px solid;border-radius:.5rem;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
.panel:focus{outline:0}
.why{font-size:1.125rem;padding-inline-end:2.5rem}
.close{position:absolute;inset-block-start:.5rem;inset-inline-end:.5rem;inline-size:2.75rem;padding:0;border-color:transparent}
.small{font-size:.875rem;margin-block:.4rem}
.row{display:flex;flex-wrap:wrap;gap:.4rem;margin-block-start:.6rem}
summary{inline-size:fit-content;padding-block:.5rem;text-decoration:underline;cursor:pointer}
.part{display:grid;grid-template-columns:1fr max-content;gap:0 .5rem;align-items:end;font-size:.875rem;margin-block-end:.4rem}
.part b{text-align:end;font-weight:400;font-variant-numeric:tabular-nums}
.bar{grid-column:1/3;block-size:.5rem;background:linear-gradient(currentColor,currentColor) 50%/1px 100% no-repeat}
.bar i{display:block;block-size:100%;inline-size:calc(var(--much)*50%);margin-inline-start:50%;background:var(--accent);forced-color-adjust:none}
.bar .against{margin-inline-start:calc(50% - var(--much)*50%);background:var(--ink)}
.said{min-block-size:4.25rem;display:flex;align-items:center;gap:.5rem;font-size:.875rem}
.said button{flex:none}
fieldset{margin-block-start:.6rem;min-inline-size:0}
label{display:inline-flex;align-items:center;gap:.4rem;min-block-size:2.75rem;margin-inline-end:1rem}
input{inline-size:1.25rem;block-size:1.25rem;margin:0}
@media(max-width:30rem){.panel{inset:auto 0 0!important;inline-size:auto;block-size:min(85vh,34rem);max-block-size:none!important;border-radius:.5rem .5rem 0 0;padding-block-end:calc(1rem + env(safe-area-inset-bottom))}}
@media(forced-colors:active){.bar i{background:Highlight}.bar .against{background:CanvasText}}
@media print{:host{display:none}}`
