// A log for Slack's own libraries that says nothing: their lines hold payloads, which are members' words. What matters of
// their faults comes to us as errors.

import { type Logger, LogLevel } from '@slack/bolt';

const nothing = () => undefined;

export const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};
