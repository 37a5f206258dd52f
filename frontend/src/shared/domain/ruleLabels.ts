import { msg } from "@lingui/core/macro";

// The words of a city's own rules, for every closed list of the API.

export const ENFORCEMENT = {
  blocks: msg`stops publication`,
  warns: msg`only warns`,
};

export const SOURCE_KIND = {
  act: msg`Act`,
  directive: msg`Directive`,
  regulation: msg`Regulation`,
  bylaw: msg`Bylaw`,
  decision: msg`Decision`,
  guideline: msg`Guideline`,
};

export const ALLOWED = {
  allowed: msg`allowed`,
  not_allowed: msg`not allowed`,
  unknown: msg`cannot be told`,
};

export const RULE_KIND = {
  threshold: msg`Threshold of a route`,
  min_days: msg`Days until the deadline`,
  languages: msg`Languages`,
  clause: msg`What must be said`,
  approval: msg`Approval`,
};

export const CLAUSE = {
  background_ip_kept: msg`The supplier keeps what it brings`,
  licence_to_city: msg`A licence to the city`,
  reuse_by_other_cities: msg`Other cities may reuse the result`,
  data_residency: msg`Where data are kept`,
  privacy_by_design: msg`Privacy by design`,
  audit_rights: msg`The right to audit`,
  pilot_paid: msg`The pilot is paid`,
  environment: msg`Something on the environment`,
  accessibility: msg`Something on accessibility`,
  equity: msg`Something on equity and non-discrimination`,
  indigenous_participation: msg`Something on Indigenous participation`,
  local_benefit: msg`Something on local benefit`,
  executive_sponsor: msg`An office that sponsors it`,
  off_ramp_entitlement: msg`What those who took part get if it ends`,
  wording: msg`Words that must stand in it`,
};

export const APPROVAL_BODY = {
  council: msg`the council`,
  board: msg`the board`,
  executive: msg`an executive`,
};
