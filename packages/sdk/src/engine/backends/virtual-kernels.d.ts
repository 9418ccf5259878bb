/** Written by the build from kernels.json: one tfjs backend's kernels for texts, or with `image-encoder-` before its name for pictures, and no other's. */
declare module 'virtual:kernels/*' {
  const kernels: readonly import('@tensorflow/tfjs-core').KernelConfig[]
  export default kernels
}
