import { i18n } from "@lingui/core";

import { getChallengeOptions } from "@/api/@tanstack/react-query.gen";

/** One challenge in the language asked for, or the reader's own. */
export function challengeOptions(id: string, lang: string | undefined) {
  return getChallengeOptions({ path: { challenge_id: id }, query: { lang: lang ?? i18n.locale } });
}
