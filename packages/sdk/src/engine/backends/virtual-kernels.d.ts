/**
 * Generated from kernels.json by the build: the kernels of one tfjs backend, for texts, or with the prefix
 * `image-encoder-` for images.
 */
declare module 'virtual:kernels/*' {
  const kernels: readonly import('@tensorflow/tfjs-core').KernelConfig[]
  export default kernels
}
