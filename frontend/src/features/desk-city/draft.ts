import {
  changeChallenge,
  type ChallengeTermsOutput,
  type ChallengeTextsOutput,
  type DatesOutput,
  type DraftOut,
  getDraft,
} from "@/api";

/** What a city writes; the rest of a draft (findings, files, status) is the server's answer to it. */
export type Writing = {
  original_language: string;
  texts: Record<string, ChallengeTextsOutput>;
  terms: ChallengeTermsOutput;
  dates: DatesOutput;
};

export type LoadedDraft = { draft: DraftOut; etag: string };

export const EMPTY_TEXTS: ChallengeTextsOutput = {
  title: "",
  summary: "",
  problem: "",
  outcomes: "",
  context: "",
  offers: "",
  innovation: "",
  rights: "",
  off_ramp: "",
};

export function toWriting({ original_language, texts, terms, dates }: DraftOut): Writing {
  return { original_language, texts, terms, dates };
}

export async function loadDraft(id: string, signal?: AbortSignal): Promise<LoadedDraft> {
  const { data, response } = await getDraft({
    path: { challenge_id: id },
    throwOnError: true,
    ...(signal ? { signal } : {}),
  });
  return { draft: data, etag: response.headers.get("etag") ?? "" };
}

export async function saveDraft(id: string, writing: Writing, etag: string): Promise<LoadedDraft> {
  const { data, response } = await changeChallenge({
    path: { challenge_id: id },
    headers: { "If-Match": etag },
    body: writing,
    throwOnError: true,
  });
  return { draft: data, etag: response.headers.get("etag") ?? "" };
}

/** Which section of the form a JSON pointer belongs to. */
const SECTIONS: [prefix: RegExp, section: Section][] = [
  [/^\/texts\/[^/]+\/innovation/, "approach"],
  [/^\/texts\/[^/]+\/rights/, "rights"],
  [/^\/texts\/[^/]+\/off_ramp/, "off-ramp"],
  [/^\/texts/, "statement"],
  [/^\/terms\/(approach|direct_justification|innovation|phases)/, "approach"],
  [/^\/terms\/funding/, "money"],
  [/^\/terms\/(ip|data)/, "rights"],
  [/^\/terms\/(gates|social|categories|place)/, "who"],
  [/^\/dates/, "dates"],
  [/^\/terms\/sponsorship/, "backing"],
  [/^\/terms\/off_ramp/, "off-ramp"],
];

export type Section = "statement" | "approach" | "money" | "rights" | "who" | "dates" | "backing" | "off-ramp" | "files";

export function sectionOf(pointer: string): Section {
  return SECTIONS.find(([prefix]) => prefix.test(pointer))?.[1] ?? "statement";
}
