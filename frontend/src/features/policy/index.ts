export { CityPolicy } from "./CityPolicy";
export { policyOptions } from "./queries";
