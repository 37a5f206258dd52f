import { msg } from "@lingui/core/macro";

// The words of the product for every closed list of the API.

export const KIND = {
  challenge: msg`Challenge`,
  notice: msg`Traditional call`,
  funding_call: msg`Funding call`,
  award: msg`Award`,
};

export const STATUS = {
  any: msg`Any status`,
  draft: msg`Draft`,
  in_review: msg`In review`,
  planned: msg`Planned`,
  open: msg`Open`,
  evaluation: msg`In evaluation`,
  pilot: msg`In pilot`,
  concluded: msg`Concluded`,
  off_ramped: msg`Ended without a purchase`,
  cancelled: msg`Cancelled`,
  withdrawn: msg`Withdrawn`,
};

// As OCDS names them.
export const AWARD_ROLE = {
  supplier: msg`won`,
  tenderer: msg`bid`,
};

export const APPROACH = {
  challenge_based: msg`Challenge-based`,
  pilot_living_lab: msg`Pilot or living lab`,
  solution_based: msg`Solution-based`,
  direct: msg`Direct, with a justification`,
};

export const POSTED_BY = {
  several: msg`Several cities together`,
  one: msg`One city`,
};

export const RIGHT = {
  keeps_ip: msg`You keep your IP`,
  pilot_paid: msg`Pilot is paid`,
  no_prior_projects: msg`No prior projects asked`,
  training_allowed: msg`You may train on the data`,
};

export const PHASE = {
  market_sounding: msg`Market sounding`,
  solution_design: msg`Solution design`,
  prototype: msg`Prototype`,
  pilot: msg`Pilot`,
  scale: msg`Scale`,
};

export const INNOVATION = {
  shared_solution: msg`A shared solution`,
  iterative_process: msg`An iterative process`,
  new_to_market: msg`New to the market`,
  co_designed: msg`Co-designed`,
};

export const OWNERSHIP = {
  supplier: msg`The supplier owns it`,
  city: msg`The city owns it`,
  joint: msg`Owned together`,
  open: msg`Open to all`,
  unstated: msg`Not stated`,
};

export const LICENCE = {
  none: msg`No licence`,
  use: msg`The city may use it`,
  use_and_modify: msg`The city may use and change it`,
  open_source: msg`Open source`,
  unstated: msg`Not stated`,
};

export const PERMISSION = {
  yes: msg`Yes`,
  on_terms: msg`On terms to be agreed`,
  no: msg`No`,
  unstated: msg`Not stated`,
};

export const TRAINING = {
  allowed: msg`Allowed`,
  deidentified_only: msg`Only on de-identified data`,
  not_allowed: msg`Not allowed`,
  unstated: msg`Not stated`,
};

export const SOCIAL = {
  environment: msg`Environment`,
  accessibility: msg`Accessibility`,
  equity: msg`Equity and non-discrimination`,
  indigenous_participation: msg`Indigenous participation`,
  local_benefit: msg`Local benefit`,
};

export const GATE = {
  country: msg`Established in`,
  language: msg`Works in`,
  certificate: msg`Certificate`,
  insurance: msg`Insured to`,
  turnover: msg`Yearly turnover of`,
  years: msg`Years in business`,
  prior_projects: msg`Comparable projects finished`,
  size: msg`Size of the firm`,
  other: msg`Another condition`,
  // Not of a challenge: what a firm's own profile says of where it works.
  region: msg`Where the firm works:`,
};

export const APPROVAL = {
  council: msg`Council`,
  board: msg`Board`,
  executive: msg`Executive`,
  none: msg`None stated`,
};

export const ENTITLEMENT = {
  written_feedback: msg`Written feedback`,
  meeting: msg`A meeting`,
  fee: msg`A fee`,
  results_shared: msg`The results, shared`,
  contact_kept: msg`Contact kept, by consent`,
};

export const ROUTE = {
  direct_below_threshold: msg`Direct, below its threshold`,
  invited_quotes: msg`Invited quotes`,
  open_procedure: msg`Open procedure`,
  innovation_partnership: msg`Innovation partnership`,
  pre_commercial: msg`Pre-commercial procurement`,
  design_contest: msg`Design contest`,
  unstated: msg`Not stated`,
};

export const SIZE = {
  micro: msg`Micro: fewer than 10 people`,
  small: msg`Small: fewer than 50`,
  medium: msg`Medium: fewer than 250`,
  large: msg`Large: 250 or more`,
};

export const IP_STANCE = {
  keep: msg`We keep what we bring and make; the city gets a licence`,
  share: msg`We share ownership`,
  assign: msg`We can assign it to the city`,
  open_source: msg`We work open source`,
  unstated: msg`We would rather not say`,
};

export const TAX = {
  included: msg`tax included`,
  excluded: msg`without tax`,
  unknown: msg`tax not stated`,
};

export const FIT = {
  strong: msg`Strong fit`,
  good: msg`Good fit`,
  possible: msg`Possible fit`,
};

export const OUTCOME = {
  met: msg`met`,
  not_met: msg`not met`,
  unknown: msg`unknown`,
};

export const ROLE = {
  platform_admin: msg`platform admin`,
  city_admin: msg`city admin`,
  city_officer: msg`city officer`,
  evaluator: msg`evaluator`,
  supplier_owner: msg`owner of the firm`,
  supplier_member: msg`member of the firm`,
};
