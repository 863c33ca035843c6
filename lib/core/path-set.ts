import type { Path } from './finding';

interface Step {
  readonly next: Map<string | number, Step>;
  isMember: boolean;
}

/** Paths, asked in time that grows with the length of the question and not with their number. */
export class PathSet {
  private readonly root: Step = { next: new Map(), isMember: false };

  public add(path: Path): void {
    let at = this.root;
    for (const step of path) {
      let next = at.next.get(step);
      if (!next) at.next.set(step, next = { next: new Map(), isMember: false });
      at = next;
    }
    at.isMember = true;
  }

  public has(path: Path): boolean {
    return this.find(path)?.isMember ?? false;
  }

  /** True when a path of the set is this one or goes through it. */
  public reaches(path: Path): boolean {
    const step = this.find(path);
    return step !== undefined && (step.isMember || step.next.size > 0);
  }

  private find(path: Path): Step | undefined {
    let at: Step | undefined = this.root;
    for (const step of path) at = at?.next.get(step);
    return at;
  }
}
