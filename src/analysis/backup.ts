/** Whether a recorded method says that there is no backup; it is free text. */
export function isNoBackup(method: string | undefined): boolean {
  return method?.trim().toLowerCase() === 'none';
}
