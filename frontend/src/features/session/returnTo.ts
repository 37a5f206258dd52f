/** Where to go after signing in: only a path of this page, never another site. */
export function safeReturn(then: string | undefined): string {
  return then && /^\/(?![/\\])/.test(then) ? then : "/";
}
