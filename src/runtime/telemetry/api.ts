import type * as Api from '@opentelemetry/api';

/** The package `@opentelemetry/api`, of whatever version the service has installed beside sagac. */
export type OpenTelemetry = typeof Api;

/** Loads the package; undefined where it is not installed. Any other reason why it cannot be loaded is thrown. */
export async function loadApi(
  load: () => Promise<OpenTelemetry> = () => import('@opentelemetry/api'),
): Promise<OpenTelemetry | undefined> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Loaded once with this module, so that everything else can be synchronous. */
export const installedApi: OpenTelemetry | undefined = await loadApi();
