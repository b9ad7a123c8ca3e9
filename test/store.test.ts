// Holds the SQLite store to the contract of the Store port.

import { openStore } from "../registry/store/sqlite.ts";
import { storeContract } from "./support/store-contract.ts";

storeContract("SQLite", (clock) => openStore(":memory:", { now: clock }));
