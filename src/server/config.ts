/** What a hub is told from outside, read once at start. */
export interface HubConfig {
  readonly host: string;
  readonly port: number;
  readonly devLogin: boolean;
  readonly feedDays: number;
}
