/**
 * Generated from kernels.json by the build: the kernels of one tfjs backend, for the text encoder or, with the prefix
 * `image-encoder-`, for the image encoder.
 */
declare module 'virtual:kernels/*' {
  const kernels: readonly import('@tensorflow/tfjs-core').KernelConfig[]
  export default kernels
}
