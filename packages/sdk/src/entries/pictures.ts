/** Makes vectors of pictures. Loaded if an item has no text, or the site wants all pictures to count. */
export { PictureMaker } from '../runtime/vectors/picture-maker.ts'
