/** Looking at the page's pictures: asked for only where an item has nothing else to go by, or the site wants all looked at. */
export { PictureMaker } from '../runtime/vectors/picture-maker.ts'
