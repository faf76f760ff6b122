import { storeContract } from '../contract.ts'
import { createFolder } from './folder.ts'

storeContract('lowdb', async () => {
  const folder = await createFolder()
  return { open: () => folder.open(), reopen: () => folder.open(), dispose: folder.dispose }
})
