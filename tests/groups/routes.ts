import { takeIn } from "./groups.ts";

await takeIn("routes");
