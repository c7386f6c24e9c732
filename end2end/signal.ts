/** Something one part of a test waits for and another part gives, once. */
export class Signal {
  /** Resolves when it is given. */
  readonly given: Promise<void>;
  private resolve!: () => void;

  constructor() {
    this.given = new Promise((resolve) => (this.resolve = resolve));
  }

  give(): void {
    this.resolve();
  }
}
