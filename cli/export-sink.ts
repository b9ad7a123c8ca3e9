// Takes what is exported, piece by piece: standard output, or files that get their names only when they are whole.

import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Host } from "./host.ts";

/** Somewhere to write. */
export interface Sink {
  write(text: string): Promise<void>;
  /** All is there: the file gets its name. */
  finish(): Promise<void>;
  /** Something went wrong: what was written goes away. Standard output keeps what it got. */
  drop(): Promise<void>;
}

/** Pieces are gathered to this many characters, so that a million short lines are some thousand writes. */
const gatheredLength = 64 * 1024;

/** Standard output. */
export function outputSink(host: Host): Sink {
  return gathered({ write: (text) => host.stdout.write(text), finish: async () => {}, drop: async () => {} });
}

/** A file, written beside its place. A link at that place is replaced and not followed. */
export async function fileSink(path: string): Promise<Sink> {
  await mkdir(dirname(path), { recursive: true });
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw Object.assign(new Error(path), { syscall: "open", code: "EISDIR", path });
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  const file: FileHandle = await open(temporary, "wx");
  return gathered({
    write: async (text) => void (await file.writeFile(text)),
    finish: async () => {
      await file.sync();
      await file.close();
      await rename(temporary, path);
    },
    drop: async () => {
      await file.close().catch(() => {});
      await rm(temporary, { force: true });
    },
  });
}

function gathered(sink: Sink): Sink {
  let waiting: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    const text = waiting.join("");
    [waiting, length] = [[], 0];
    if (text !== "") await sink.write(text);
  };
  return {
    write: async (text) => {
      waiting.push(text);
      length += text.length;
      if (length >= gatheredLength) await flush();
    },
    finish: async () => {
      await flush();
      await sink.finish();
    },
    drop: () => sink.drop(),
  };
}
