// Stands in for node:child_process in the bundled command line, which starts no other programs.

export {};
