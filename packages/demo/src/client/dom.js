/** Creates elements without innerHTML, because data from the history is text and never markup. */

/** @param {...(Node | string | undefined)} children */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'style') Object.assign(element.style, value)
    else if (key === 'onclick') element.addEventListener('click', value)
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value)
  }
  element.append(...children.filter((child) => child !== undefined))
  return element
}
