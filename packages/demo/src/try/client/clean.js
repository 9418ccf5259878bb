/**
 * Prepares somebody else's markup for the frame: removes everything that runs, loads or navigates by itself. The frame's
 * sandbox and its content security policy block the same things, so a gap here would have no effect.
 */

const REMOVED =
  'script,noscript,iframe,frame,frameset,object,embed,applet,portal,base,link,meta,template,audio,video,source,track'
/** Attributes whose value is loaded without a click. `href` on links stays, because it identifies items. */
const LOADED = ['src', 'srcset', 'poster', 'background', 'ping', 'formaction', 'action', 'xlink:href']

/** Methods by their prototypes: in a form, `<input name="remove">` would hide the form's own `remove`. */
const all = (page, selector) => Document.prototype.querySelectorAll.call(page, selector)
const remove = (element) => Element.prototype.remove.call(element)
const attributesOf = Object.getOwnPropertyDescriptor(Element.prototype, 'attributes').get
const removeAttribute = (element, name) => Element.prototype.removeAttribute.call(element, name)

/** Addresses in style sheets, also those written without `url`: in imports and image sets. */
const withoutAddresses = (css) => css.replaceAll(/@import|image-set|url\((?!\s*['"]?data:image\/)/gi, 'removed(')

const isUnsafe = ({ name, value }) =>
  name.startsWith('on') ||
  (LOADED.includes(name) && !value.startsWith('data:image/')) ||
  (name === 'href' && /^[\s\p{Cc}]*(?:javascript|vbscript|data):/iu.test(value))

/**
 * @param {string} html
 * @returns {Document} inert: its scripts don't run, and its pictures aren't loaded
 */
export function cleaned(html) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const element of all(page, REMOVED)) remove(element)
  for (const element of all(page, '*'))
    for (const attribute of [...attributesOf.call(element)])
      if (isUnsafe(attribute)) removeAttribute(element, attribute.name)
      else if (attribute.name === 'style') attribute.value = withoutAddresses(attribute.value)
  for (const style of all(page, 'style')) style.textContent = withoutAddresses(style.textContent)
  return page
}
