export type Session = { side: "city" | "supplier" | "platform" | null; label: string; detail: string };
export function useSession(): Session | null {
  return null;
}
export function useSignOut(): () => Promise<void> {
  return () => Promise.resolve();
}
