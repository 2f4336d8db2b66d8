//! `wiredesk read`: raw articles as lines, as they come.

use std::process::ExitCode;

use wiredesk::report;

use crate::args::{Global, Read};
use crate::console::Output;
use crate::{delivery, desk::Desk};

pub fn main(read: &Read, global: &Global) -> anyhow::Result<ExitCode> {
    let (desk, records) = Desk::open(&read.inputs, global)?;
    let mut output = Output::lock();
    let mut teller = delivery::Teller::new(&desk, None);
    let mut n_records = 0u64;
    for record in records {
        n_records += 1;
        match record {
            Ok(article) => output.write(|mut out| report::raw_article(&article, &mut out))?,
            Err(rejection) => teller.hear(&rejection),
        }
    }
    output.finish()?;
    if n_records == 0 {
        delivery::tell_nothing_came_in(&desk);
    }
    teller.finish();
    Ok(delivery::verdict(&desk, teller.n_rejected))
}
