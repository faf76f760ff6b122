import { existsSync, readFileSync, statSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { DalilError } from '../errors.ts'
import { faultOfOnnx } from './onnx.ts'

/** How the numbers of a model are kept: whole, or in eight bits. */
export type Precision = 'fp32' | 'q8'

/** A folder with a model, and what can be asked of its files. */
export interface ModelFolder {
  readonly dir: string
  /** A file of JSON. @throws DalilError `models:unusable` where it is missing, cut short or no object. */
  json(name: string): Readonly<Record<string, unknown>>
  /** A file of JSON that need not be there. */
  optional(name: string): Readonly<Record<string, unknown>> | undefined
  /** Which of the two an `onnx/` file is there as; the small one first. @throws DalilError `models:unusable` */
  onnx(name: string): Precision
  /** The path of that file. */
  onnxPath(name: string, precision: Precision): string
}

/** An id of the hub: a name, or an owner and a name. */
const MODEL_ID = /^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)?$/u

/**
 * Where a model lies: a folder by its path, one that was fetched by its id.
 *
 * @throws DalilError `models:wrong_name` where it is neither.
 */
export function modelFolderOf(name: string, modelsDir: string): string {
  if (isAbsolute(name) || name.startsWith('.') || isFolder(name)) return resolve(name)
  if (MODEL_ID.test(name)) return join(modelsDir, ...name.split('/'))
  const message = `"${name}" is neither a folder nor the id of a model (like owner/name).`
  throw new DalilError('models:wrong_name', message)
}

/**
 * Opens the folder of a model.
 *
 * @throws DalilError `models:missing` where there is none.
 */
export function openModelFolder(dir: string): ModelFolder {
  if (!isFolder(dir)) {
    const message = `There is no model at ${dir}. Copy its folder there, or fetch it: npm run model -- pull <id>`
    throw new DalilError('models:missing', message)
  }
  const onnxPath = (name: string, precision: Precision) =>
    join(dir, 'onnx', precision === 'q8' ? `${name}_quantized.onnx` : `${name}.onnx`)
  const json = (name: string) => {
    const path = join(dir, name)
    if (!existsSync(path)) throw unusable(path, 'is missing')
    try {
      const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
      if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
    } catch {
      throw unusable(path, 'is cut short or is no JSON')
    }
    throw unusable(path, 'is no JSON object')
  }
  return {
    dir,
    json,
    optional: (name) => (existsSync(join(dir, name)) ? json(name) : undefined),
    onnxPath,
    onnx(name) {
      const precision = (['q8', 'fp32'] as const).find((one) => existsSync(onnxPath(name, one)))
      if (precision === undefined) throw unusable(onnxPath(name, 'fp32'), 'is missing')
      const fault = faultOfOnnx(onnxPath(name, precision))
      if (fault !== undefined) throw unusable(onnxPath(name, precision), fault)
      return precision
    },
  }
}

/** Says which file of a model is at fault. */
export function unusable(path: string, fault: string): DalilError {
  const message = `The model cannot be used: ${path} ${fault}. Fetch or copy it again.`
  return new DalilError('models:unusable', message)
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
