// What has its effect exactly once, however often the host is killed. A deed is one row here:
//
//   name
//   prepare(product)            once, before the first kill; optional
//   act(product, n)             its n-th write, which insists until it is answered; optional, for what others set off
//   faults(product, database)   afterwards, when every message was delivered: what was lost or came twice, as texts, or a
//                               promise of them
//   close(product)              optional
//
// `product` is of kills.mjs; `product.done.get(name)` is how often `act` was answered, as n from 0.

import { budgets } from "./budgets.mjs";
import { invites } from "./invites.mjs";
import { notices } from "./notices.mjs";
import { webhooks } from "./webhooks.mjs";

export const deeds = [notices, invites, budgets, webhooks];
