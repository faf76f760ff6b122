/** Small values that the program keeps for itself: offsets, keys' ids, the last backup. */
export interface SettingRepository {
  find(name: string): Promise<string | undefined>
  put(name: string, value: string): Promise<void>
  delete(name: string): Promise<void>
}
