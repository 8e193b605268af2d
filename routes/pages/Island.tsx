/**
 * The place of an island in a page: drawn on the server, woken in the browser by the same name and props.
 * @module
 */
import type { ComponentType } from "preact";

/** Name in islands/registry.ts, component, plain-data props. */
export interface IslandProps<P extends object> {
  readonly name: string;
  readonly of: ComponentType<P>;
  readonly props: P;
}

/** Draws the island; the browser finds it by `data-island`. */
export function Island<P extends object>({ name, of: Component, props }: IslandProps<P>) {
  return (
    <div class="island" data-island={name} data-props={JSON.stringify(props)}>
      <Component {...props} />
    </div>
  );
}
