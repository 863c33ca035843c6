import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment';
import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/** Keeps what tests write to stderr, such as the warnings of a synth, and shows it for those that fail. */
export default class QuietEnvironment extends TestEnvironment {
  private readonly write = process.stderr.write.bind(process.stderr);
  private kept: unknown[] = [];

  public constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    process.stderr.write = (text: unknown) => {
      this.kept.push(text);
      return true;
    };
  }

  /** Called by jest for each step of a file. */
  public handleTestEvent(event: Circus.Event): void {
    if (event.name !== 'test_done') return;
    if (event.test.errors.length > 0) this.kept.forEach((text) => this.write(text as string));
    this.kept = [];
  }

  public override async teardown(): Promise<void> {
    process.stderr.write = this.write;
    await super.teardown();
  }
}
