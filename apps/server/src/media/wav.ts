/** What a WAV file says of its samples. */
interface WavSamples {
  readonly sampleRate: number;
  readonly channels: number;
  readonly bits: number;
  /** 1 PCM, 3 floating point, 6 A-law, 7 µ-law. */
  readonly format: number;
  readonly start: number;
  readonly end: number;
}

const EXTENSIBLE = 0xfffe;

/** Reads the header of a WAV file; null where it makes no sense. RIFF chunks stand in any order, and each begins at an even place. */
export function readWav(bytes: Uint8Array<ArrayBuffer>): WavSamples | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: Omit<WavSamples, 'start' | 'end'> | null = null;
  for (let at = 12; at + 8 <= view.byteLength;) {
    const id = view.getUint32(at, false);
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (id === 0x666d7420 && body + 16 <= view.byteLength) {
      const tag = view.getUint16(body, true);
      format = {
        format:
          tag === EXTENSIBLE && size >= 26 && body + 26 <= view.byteLength
            ? view.getUint16(body + 24, true)
            : tag,
        channels: view.getUint16(body + 2, true),
        sampleRate: view.getUint32(body + 4, true),
        bits: view.getUint16(body + 14, true),
      };
    }
    if (id === 0x64617461) {
      if (!format || !makesSense(format)) return null;
      // A length that was never filled in reaches to the end.
      return { ...format, start: body, end: Math.min(view.byteLength, body + size) };
    }
    at = body + size + (size % 2);
  }
  return null;
}

const makesSense = ({ format, channels, sampleRate, bits }: Omit<WavSamples, 'start' | 'end'>): boolean =>
  channels >= 1 &&
  channels <= 8 &&
  sampleRate >= 4_000 &&
  sampleRate <= 192_000 &&
  ((format === 1 && [8, 16, 24, 32].includes(bits)) ||
    (format === 3 && bits === 32) ||
    ((format === 6 || format === 7) && bits === 8));

/** G.711: the value of one byte, −1 to 1. */
function companded(byte: number, format: number): number {
  if (format === 7) {
    const value = ~byte & 0xff;
    const magnitude = (((value & 0x0f) << 3) + 0x84) << ((value & 0x70) >> 4);
    return ((value & 0x80) === 0 ? magnitude - 0x84 : 0x84 - magnitude) / 32_768;
  }
  const value = byte ^ 0x55;
  const exponent = (value & 0x70) >> 4;
  const mantissa = (value & 0x0f) << 4;
  const magnitude = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
  return ((value & 0x80) === 0 ? -magnitude : magnitude) / 32_768;
}

/** The samples from one frame to another, one list a channel, −1 to 1. */
export function wavSamples(
  bytes: Uint8Array<ArrayBuffer>,
  wav: WavSamples,
  from: number,
  frames: number,
): Float32Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = wav.bits / 8;
  const frame = width * wav.channels;
  const count = Math.max(0, Math.min(frames, Math.floor((wav.end - wav.start) / frame) - from));
  const sample = (at: number): number => {
    if (wav.format === 3) return view.getFloat32(at, true);
    if (wav.format === 6 || wav.format === 7) return companded(view.getUint8(at), wav.format);
    if (width === 1) return (view.getUint8(at) - 128) / 128;
    if (width === 2) return view.getInt16(at, true) / 32_768;
    if (width === 3) return (view.getUint16(at, true) + view.getInt8(at + 2) * 65_536) / 8_388_608;
    return view.getInt32(at, true) / 2_147_483_648;
  };
  return Array.from({ length: wav.channels }, (_, channel) =>
    Float32Array.from({ length: count }, (__, index) =>
      sample(wav.start + (from + index) * frame + channel * width),
    ),
  );
}
