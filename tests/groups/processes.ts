import { takeIn } from "./groups.ts";

await takeIn("processes");
