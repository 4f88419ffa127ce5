// What every view gives to the page around it.

export interface View {
  element: HTMLElement;
  title: string;
  /** Draws it again when the address changed within the same view. */
  update?: () => void | Promise<void>;
  /** Takes a key that nothing else took; true when it did something with it. */
  keys?: (event: KeyboardEvent) => boolean;
}
