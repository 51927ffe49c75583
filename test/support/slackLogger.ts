// A logger for Slack's kit that keeps silent.

import { type Logger, LogLevel } from '@slack/bolt';

const nothing = () => undefined;

export const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};
