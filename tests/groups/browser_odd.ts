import { takeIn } from "./groups.ts";

await takeIn("browser_odd");
