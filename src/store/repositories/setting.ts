import type { SettingRepository } from '../../ports/index.ts'
import type { Scope } from '../scope.ts'

export function createSettingRepository(scope: Scope): SettingRepository {
  return {
    find: (name) => scope.read(({ settings }) => settings.get(name)),
    put: (name, value) => scope.write(({ settings }) => settings.set(name, value)),
    delete: (name) => scope.write(({ settings }) => settings.set(name, undefined)),
  }
}
