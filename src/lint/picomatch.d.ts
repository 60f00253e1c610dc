declare module 'picomatch/posix.js' {
  export default function picomatch(pattern: string, options?: { readonly dot?: boolean }): (path: string) => boolean;
}
