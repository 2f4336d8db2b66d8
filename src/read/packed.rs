//! Packed streams: gzip by `flate2`, zstd by `ruzstd`, which is Rust throughout.

use std::io::{self, BufRead, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

/// Unpacks a stream where its first bytes say that it is packed; the flag tells that it is.
pub(super) fn open<R: BufRead + Send + 'static>(
    packed: R,
    magic: [u8; 4],
    max_bytes: u64,
) -> Box<dyn Read + Send> {
    match magic {
        [0x1f, 0x8b, ..] => Box::new(Capped { inner: MultiGzDecoder::new(packed), left: max_bytes }),
        ZSTD => Box::new(Capped { inner: Zstd { state: State::Between(packed) }, left: max_bytes }),
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
                    if source.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    let decoder = StreamingDecoder::new(source).map_err(io::Error::other)?;
                    self.state = State::Within(Box::new(decoder));
                }
                State::Within(mut decoder) => {
                    let n = decoder.read(buffer)?;
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
