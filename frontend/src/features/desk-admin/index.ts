export { CityForm } from "./CityForm";
