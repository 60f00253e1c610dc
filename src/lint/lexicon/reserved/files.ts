/** Names of devices on Windows, in any case: a file of such a name can be neither written nor checked out there. */
export const DEVICES = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;
