//! Writes a dataset of any size, the same for the same arguments, to measure and to try things on.

mod partner;
mod programme;
mod random;
mod words;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use domain::dataset::wire::{Contact, FORMAT, Partner, VERSION};
use serde::Serialize;

use crate::paths;
use partner::Team;
use programme::Programme;

/// The day that the data describe, in days since 1970-01-01: 2026-11-02. Dates shift with the reader's day.
const AS_OF: i32 = 20_759;

#[derive(clap::Args)]
pub struct Args {
    /// How many engagements
    #[arg(long, default_value_t = 200)]
    engagements: usize,
    /// How many locations
    #[arg(long, default_value_t = 20)]
    locations: usize,
    /// How many customers; there are about two claims for each
    #[arg(long, default_value_t = 500)]
    customers: usize,
    /// Another seed gives other data of the same kind
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to write; - means the standard output
    #[arg(long, default_value = "target/dataset.json")]
    out: PathBuf,
}

/// Writes the dataset that the arguments ask for.
pub fn run(args: &Args) -> Result<()> {
    if args.out.as_os_str() == "-" {
        let mut out = BufWriter::new(io::stdout().lock());
        write(args, &mut out)?;
        return Ok(out.flush()?);
    }
    let start = Instant::now();
    let path = paths::below_root(&args.out);
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir).with_context(|| format!("cannot create {}", dir.display()))?;
    }
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut out = BufWriter::with_capacity(1 << 18, file);
    write(args, &mut out)?;
    let bytes = out.into_inner().map_err(io::IntoInnerError::into_error)?.metadata()?.len();
    eprintln!("{}: {} kB in {:.1} s", args.out.display(), bytes.div_ceil(1000), start.elapsed().as_secs_f64());
    Ok(())
}

/// Element by element, so that memory does not grow with the dataset.
fn write(args: &Args, out: &mut impl Write) -> Result<()> {
    let programme = Programme::new(args.engagements, args.seed);
    let team = Team::new(&programme, args.locations, args.customers, args.seed);
    let id = format!("generated-{}x{}x{}-{}", args.engagements, args.locations, args.customers, args.seed);
    let as_of = domain::Day::from_epoch(AS_OF);
    let partner = Partner {
        name: "Contoso Everywhere".to_owned(),
        admins: vec![Contact {
            name: "Astrid Lindblom".to_owned(),
            email: "astrid.lindblom@contoso.example.com".to_owned(),
        }],
    };
    write!(
        out,
        r#"{{"format":"{FORMAT}","version":{VERSION},"id":"{id}","asOf":"{as_of}","shiftDates":true,"illustrative":true,"partner":"#
    )?;
    serde_json::to_writer(&mut *out, &partner)?;
    list(out, "areas", programme::areas())?;
    list(out, "roles", programme::roles())?;
    list(out, "markets", programme::markets())?;
    list(out, "credentials", programme::credentials())?;
    list(out, "criteria", programme.criteria())?;
    list(out, "locations", team.locations())?;
    list(out, "engagements", programme.engagements())?;
    list(out, "customers", team.customers())?;
    list(out, "claims", team.claims())?;
    Ok(out.write_all(b"}\n")?)
}

/// One member of the dataset, an element a line.
fn list<T: Serialize>(out: &mut impl Write, key: &str, elements: impl Iterator<Item = T>) -> Result<()> {
    write!(out, ",\n\"{key}\":[")?;
    for (index, element) in elements.enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &element)?;
    }
    Ok(out.write_all(b"]")?)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::dataset::wire::Dataset;

    use super::*;

    fn generate(engagements: usize, locations: usize, customers: usize, seed: u64) -> Vec<u8> {
        let args = Args { engagements, locations, customers, seed, out: PathBuf::new() };
        let mut out = Vec::new();
        write(&args, &mut out).unwrap();
        out
    }

    #[test]
    fn the_same_arguments_give_the_same_data() {
        assert_eq!(generate(50, 5, 20, 7), generate(50, 5, 20, 7));
        assert_ne!(generate(50, 5, 20, 7), generate(50, 5, 20, 8));
    }

    #[test]
    fn what_is_written_can_be_read_and_names_are_distinct() {
        for (engagements, locations, customers) in [(0, 0, 0), (1, 1, 3), (7, 0, 5), (0, 3, 5), (30_000, 40, 500)] {
            let data: Dataset = serde_json::from_slice(&generate(engagements, locations, customers, 1)).unwrap();
            assert_eq!(
                (data.engagements.len(), data.locations.len(), data.customers.len()),
                (engagements, locations, customers)
            );
            let names: HashSet<_> = data.engagements.iter().map(|engagement| &engagement.name.sv).collect();
            assert_eq!(names.len(), engagements);
            assert_eq!(data.as_of.to_string(), "2026-11-02");
        }
    }

    #[test]
    fn claims_name_engagements_with_customers_and_follow_the_order_of_their_dates() {
        let data: Dataset = serde_json::from_slice(&generate(500, 20, 400, 3)).unwrap();
        assert!((600..=1000).contains(&data.claims.len()), "{}", data.claims.len());
        for claim in &data.claims {
            let engagement = data.engagements.iter().find(|engagement| engagement.id == claim.engagement).unwrap();
            assert_eq!(engagement.role.as_str(), "build-intent");
            assert!(engagement.term.first <= claim.added && claim.added <= engagement.term.last);
            let days: Vec<_> = [Some(claim.added), claim.consented, claim.submitted, claim.decided, Some(data.as_of)]
                .into_iter()
                .flatten()
                .collect();
            assert!(days.is_sorted(), "{claim:?}");
        }
    }
}
