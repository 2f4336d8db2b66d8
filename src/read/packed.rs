//! Packed streams: gzip by `flate2`, zstd by `ruzstd`, which is Rust throughout.

use std::io::{self, BufRead, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

/// Unpacks a stream where its first bytes say that it is packed; the flag tells that it is.
pub(super) fn open<R: BufRead + Send + 'static>(
    packed: R,
    magic: [u8; 4],
    max_bytes: u64,
) -> Box<dyn Read + Send> {
    match magic {
        [0x1f, 0x8b, ..] => Box::new(Capped { inner: MultiGzDecoder::new(packed), left: max_bytes }),
        ZSTD | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => {
            Box::new(Capped { inner: Zstd { state: State::Between(packed) }, left: max_bytes })
        }
        _ => Box::new(packed),
    }
}

const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Unpacks one frame after the other, each by a decoder of its own; a frame may ask for a window of at most 128 MB.
struct Zstd<R: BufRead> {
    state: State<R>,
}

enum State<R: BufRead> {
    Between(R),
    Within(Box<StreamingDecoder<R, FrameDecoder>>),
    Ended,
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Between(mut source) => {
                    let start = source.fill_buf()?;
                    if start.is_empty() {
                        return Ok(0);
                    }
                    if let [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] = start {
                        skip_frame(&mut source)?;
                        self.state = State::Between(source);
                        continue;
                    }
                    let decoder = StreamingDecoder::new(source).map_err(|error| broken(&error))?;
                    self.state = State::Within(Box::new(decoder));
                }
                State::Within(mut decoder) => {
                    let n = decoder.read(buffer).map_err(|_| broken_off())?;
                    if n > 0 || buffer.is_empty() {
                        self.state = State::Within(decoder);
                        return Ok(n);
                    }
                    self.state = State::Between(decoder.into_inner());
                }
            }
        }
    }
}

/// Goes past a frame that holds no data, such as the index that some packers add.
fn skip_frame(source: &mut impl BufRead) -> io::Result<()> {
    let mut head = [0; 8];
    source.read_exact(&mut head)?;
    let [_, _, _, _, length @ ..] = head;
    io::copy(&mut source.by_ref().take(u64::from(u32::from_le_bytes(length))), &mut io::sink())?;
    Ok(())
}

/// Says what is wrong with a frame; the crate's own messages are written for its developers.
fn broken(error: &FrameDecoderError) -> io::Error {
    match error {
        FrameDecoderError::WindowSizeTooBig { requested, max } => io::Error::other(format!(
            "the zstd stream asks for a window of {requested} bytes, but the most that is given is {max}: pack it without --long"
        )),
        FrameDecoderError::DictNotProvided { dict_id } => io::Error::other(format!(
            "the zstd stream was packed with dictionary {dict_id}, which it does not bring: pack it without one"
        )),
        _ => broken_off(),
    }
}

fn broken_off() -> io::Error {
    io::Error::other("the zstd stream is broken or breaks off")
}

/// Ends with an error where more than `left` bytes come.
struct Capped<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        match self.left.checked_sub(n as u64) {
            Some(left) => {
                self.left = left;
                Ok(n)
            }
            None => Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "unpacks to more than read.max_unpacked_bytes",
            )),
        }
    }
}
