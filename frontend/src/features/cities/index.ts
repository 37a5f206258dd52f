export { BuyerHead, CityHead } from "./CityHead";
export { CityList } from "./CityList";
export { buyerOptions, cityOptions } from "./queries";
