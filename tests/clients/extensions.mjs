// Synapse's client is published for bundlers, which find a file without its extension.
import { register } from 'node:module';

const hook = `export async function resolve(specifier, context, next) {
  try { return await next(specifier, context) } catch (e) {
    if (e.code === 'ERR_MODULE_NOT_FOUND' || e.code === 'ERR_UNSUPPORTED_DIR_IMPORT') {
      for (const end of ['.js', '/index.js']) { try { return await next(specifier + end, context) } catch {} }
    }
    throw e
  }
}`;
register('data:text/javascript,' + encodeURIComponent(hook));
