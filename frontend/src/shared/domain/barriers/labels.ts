import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type { Barrier, BarrierSeverity } from "@/api";

export const KINDS: Record<Barrier, MessageDescriptor> = {
  local_ownership: msg`Only from here`,
  years: msg`Years are demanded`,
  prior_projects: msg`Earlier projects are demanded`,
  turnover: msg`A least turnover`,
  insurance: msg`Insurance out of proportion`,
  ip_forfeit: msg`Rights are given up`,
  unpaid: msg`Work without pay`,
  one_language: msg`One language only`,
  closed_brand: msg`One brand only`,
  short_window: msg`Too little time`,
  silence_ip: msg`Nothing on intellectual property`,
  silence_data: msg`Nothing on who owns the data`,
  silence_metadata: msg`Nothing on metadata`,
  silence_training_data: msg`Nothing on training models`,
};

export const SEVERITIES: Record<BarrierSeverity, MessageDescriptor> = {
  high: msg`shuts firms out`,
  medium: msg`makes it hard`,
  low: msg`should be said`,
};
