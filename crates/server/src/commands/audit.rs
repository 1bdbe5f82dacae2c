//! Prints the audit table.

use std::io::Write;

use anyhow::Result;
use serde_json::json;

use crate::config::AuditArgs;
use crate::store::Store;
use crate::store::audit::{Filter, StoredEntry};
use crate::time::timestamp;

/// Prints the entries that match, oldest first: a line of text or a JSON object for each.
pub async fn run(store: &Store, args: &AuditArgs) -> Result<()> {
    let since = args.since.map_or(0, |day| i64::from(day.epoch()) * 86_400);
    let filter = Filter { since, account: args.account.clone() };
    let format = if args.json { json_line } else { text_line };
    let mut out = std::io::stdout().lock();
    let mut written = Ok(());
    store
        .audit(&filter, |entry| {
            written = writeln!(out, "{}", format(&entry));
            written.is_ok()
        })
        .await?;
    match written {
        // The reader, such as `head`, has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

fn text_line(entry: &StoredEntry) -> String {
    let actor = entry.actor_name.as_ref().map_or_else(|| entry.actor.clone(), |name| format!("{} {name}", entry.actor));
    let account = entry.account_name.as_deref().unwrap_or("-");
    let location = entry.location.as_deref().unwrap_or("-");
    let detail = match &entry.detail {
        serde_json::Value::Object(detail) if detail.is_empty() => String::new(),
        detail => format!("\t{detail}"),
    };
    format!("{}\t{actor}\t{}\t{account}\t{location}{detail}", timestamp(entry.at), entry.action)
}

fn json_line(entry: &StoredEntry) -> String {
    let line = json!({
        "id": entry.id,
        "at": timestamp(entry.at),
        "actor": entry.actor,
        "actorAccount": entry.actor_account,
        "actorName": entry.actor_name,
        "action": entry.action,
        "account": entry.account,
        "accountName": entry.account_name,
        "location": entry.location,
        "detail": entry.detail,
    });
    line.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> StoredEntry {
        StoredEntry {
            id: 7,
            at: 1_795_000_000,
            actor: "operator".to_owned(),
            actor_account: None,
            actor_name: Some("root".to_owned()),
            action: "role-granted".to_owned(),
            account: Some(3),
            account_name: Some("ada".to_owned()),
            location: Some("*".to_owned()),
            detail: json!({"role": "admin"}),
        }
    }

    #[test]
    fn prints_text_and_json() {
        let text = "2026-11-18T11:06:40Z\toperator root\trole-granted\tada\t*\t{\"role\":\"admin\"}";
        assert_eq!(text_line(&entry()), text);
        let bare = StoredEntry { actor_name: None, account_name: None, location: None, detail: json!({}), ..entry() };
        assert_eq!(text_line(&bare), "2026-11-18T11:06:40Z\toperator\trole-granted\t-\t-");
        let line: serde_json::Value = serde_json::from_str(&json_line(&entry())).unwrap();
        assert_eq!((&line["at"], &line["detail"]["role"]), (&json!("2026-11-18T11:06:40Z"), &json!("admin")));
    }
}
