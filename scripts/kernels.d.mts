export function kernels(): import('rollup').Plugin
export const esbuildKernels: import('esbuild').Plugin
