//! The dataset that an operator imports: a JSON file, a workbook, or a directory of CSV files.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use domain::Day;
use domain::dataset::DatasetProblem;
use import::{InputFile, Report};
use sha2::{Digest, Sha256};

use crate::hex;

/// A dataset as it was read.
#[derive(Debug)]
pub struct DatasetFile {
    /// The dataset, or a file that is none.
    pub json: Vec<u8>,
    /// Names the content: of the file as it is, and not of what options or the day make of it.
    pub digest: String,
    /// What is known of a workbook.
    workbook: Option<Report>,
}

impl DatasetFile {
    /// Reads what is at a path. A workbook without a day of its own describes `today`.
    pub fn read(path: &Path, today: Day) -> Result<Self> {
        if path.is_dir() {
            return Self::of_directory(path, today);
        }
        let bytes = fs::read(path).with_context(|| format!("Could not read {}", path.display()))?;
        let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        // Archives and the files of old versions of Excel; JSON begins otherwise.
        if is_csv || bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF]) {
            return Self::of_files(&[(path.display().to_string(), bytes)], today);
        }
        Ok(Self { digest: digest([bytes.as_slice()]), json: bytes, workbook: None })
    }

    /// A dataset in JSON.
    #[cfg(test)]
    pub fn of_json(json: &[u8]) -> Self {
        Self { digest: digest([json]), json: json.to_vec(), workbook: None }
    }

    /// Reads the CSV files of a directory, in the order of their names.
    fn of_directory(path: &Path, today: Day) -> Result<Self> {
        let context = || format!("Could not read {}", path.display());
        let entries =
            fs::read_dir(path).and_then(Iterator::collect::<std::io::Result<Vec<_>>>).with_context(context)?;
        let mut paths: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")));
        paths.sort();
        let files = paths.iter().map(|path| Ok((path.display().to_string(), fs::read(path)?)));
        Self::of_files(&files.collect::<std::io::Result<Vec<_>>>().with_context(context)?, today)
    }

    fn of_files(files: &[(String, Vec<u8>)], today: Day) -> Result<Self> {
        let inputs: Vec<_> = files.iter().map(|(name, bytes)| InputFile { name, bytes }).collect();
        let import::Imported { dataset, report } = import::open(&inputs, today)?;
        let digest = digest(files.iter().map(|(_, bytes)| bytes.as_slice()));
        Ok(Self { json: dataset.into_bytes(), digest, workbook: Some(report) })
    }

    /// Returns everything that is wrong, a line each: the faults of a workbook, and the problems of the dataset with
    /// their place in the workbook or in the JSON.
    pub fn complaints(&self, problems: &[DatasetProblem]) -> Vec<String> {
        let Some(report) = &self.workbook else { return problems.iter().map(ToString::to_string).collect() };
        let of_dataset = problems.iter().filter_map(|problem| match report.place_of(&problem.path)? {
            Some(place) => Some(format!("{}: {}", place.text(domain::Lang::En), problem.kind)),
            None => Some(problem.to_string()),
        });
        report.faults.iter().map(ToString::to_string).chain(of_dataset).collect()
    }
}

fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut digest = Sha256::new();
    parts.into_iter().for_each(|part| digest.update(part));
    hex::encode(&digest.finalize())
}
