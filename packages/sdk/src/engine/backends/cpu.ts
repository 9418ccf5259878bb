/** The worker that computes in plain script: the last resort, which needs nothing of the browser or its policy. */

import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu'
import { _fusedMatMulConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/_FusedMatMul'
import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add'
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/BatchMatMul'
import { gatherV2Config } from '@tensorflow/tfjs-backend-cpu/dist/kernels/GatherV2'
import { identityConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Identity'
import { meanConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Mean'
import { multiplyConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply'
import { reshapeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Reshape'
import { rsqrtConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Rsqrt'
import { sigmoidConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sigmoid'
import { sliceConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Slice'
import { softmaxConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Softmax'
import { squareConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Square'
import { subConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sub'
import { transposeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Transpose'
import { serve } from '../worker/serve.ts'

const kernels = [
  _fusedMatMulConfig,
  addConfig,
  batchMatMulConfig,
  gatherV2Config,
  identityConfig,
  meanConfig,
  multiplyConfig,
  reshapeConfig,
  rsqrtConfig,
  sigmoidConfig,
  sliceConfig,
  softmaxConfig,
  squareConfig,
  subConfig,
  transposeConfig,
]

serve({ name: 'cpu', kernels, open: async () => new MathBackendCPU() })
