import { getProfile, type ProfileOut, saveProfile as putProfile } from "@/api";

/** A profile as its owner edits it: what the server adds by itself is left out. */
export type Profile = Omit<ProfileOut, "id" | "slug" | "missing" | "demo" | "version" | "updated_at">;
export type ProfileTexts = Profile["texts"][string];

export type LoadedProfile = { profile: Profile; etag: string };

export function toProfile(answer: ProfileOut): Profile {
  const { name, country, locality, website, original_language, texts } = answer;
  const { categories, regions, facts, track_record, ip_stance, visibility } = answer;
  return {
    name,
    country,
    locality,
    website,
    original_language,
    texts,
    categories,
    regions,
    facts,
    track_record,
    ip_stance,
    visibility,
  };
}

export async function loadProfile(supplierId: string, signal?: AbortSignal): Promise<LoadedProfile> {
  const { data, response } = await getProfile({
    path: { supplier_id: supplierId },
    throwOnError: true,
    ...(signal ? { signal } : {}),
  });
  return { profile: toProfile(data), etag: response.headers.get("etag") ?? "" };
}

export async function saveProfile(supplierId: string, profile: Profile, etag: string): Promise<string> {
  const { response } = await putProfile({
    path: { supplier_id: supplierId },
    headers: { "If-Match": etag },
    body: profile,
    throwOnError: true,
  });
  return response.headers.get("etag") ?? "";
}

export const EMPTY_TEXTS: ProfileTexts = { summary: "", capabilities: "", keywords: [] };
