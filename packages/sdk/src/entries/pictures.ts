/** Computes vectors of pictures. Loaded if an item has no text, or if the site wants every picture to count. */
export { PictureMaker } from '../runtime/vectors/picture-maker.ts'
