//! Sentences about remote files that a host does not send.

use super::{ErrorWords, say};
use crate::base::problem::remote::RemoteProblem;

const OFFLINE_NEXT: &str = "The lab itself works without a network: open the sample or a file of your own, or reload the page \
     when you are connected.";

/// The sentences of a problem with a remote file.
pub(super) fn remote(problem: &RemoteProblem) -> ErrorWords {
    let not_fetched =
        |address: &str, why: &str, next: &str| say(format!("The file at {address} could not be fetched: {why}."), next);
    match problem {
        RemoteProblem::NoSqlite => say(
            "SQLite, which the lab runs in this tab, could not be loaded.",
            "Reload the page. If that does not help, a file of the lab is missing on its host.",
        ),
        RemoteProblem::NoPart { part } => {
            let part = match part.as_str() {
                "grading" => "The grading view",
                "postgres" => "PostgreSQL",
                "exports" => "The program that writes exports",
                _ => "A part of the lab",
            };
            say(
                format!("{part} could not be loaded: its files cannot be fetched from this page's host."),
                "Check the connection, then reload the page, and use the new version if the lab offers one: its files may \
                 have been replaced. If that does not help, one of them is missing on its host. Everything else works as \
                 before.",
            )
        }
        RemoteProblem::NoNetwork { address } => not_fetched(address, "this browser has no network", OFFLINE_NEXT),
        RemoteProblem::OwnHostSilent { address } => {
            not_fetched(address, "this page's host cannot be reached", OFFLINE_NEXT)
        }
        RemoteProblem::HostClosed { address } => not_fetched(
            address,
            "its host cannot be reached, or does not let other pages read it (CORS)",
            "Check the address, or download the file yourself and drop it here. GitHub's raw files allow it; many other \
             hosts do not.",
        ),
        RemoteProblem::Stopped { address } => say(
            format!("You stopped the file at {address} on its way."),
            "Open the link again to try once more, or open a file of your own.",
        ),
        RemoteProblem::BrokenOff { address } => say(
            format!("The file at {address} broke off before its end."),
            "Check the connection and open the link again, or download the file yourself and drop it here.",
        ),
        RemoteProblem::Refused { address, status } => {
            let (why, next) = match status {
                401 | 403 => ("is not public", "Ask the person who sent the link to make the file public."),
                404 | 410 => ("is not there", "Check the address; the file may have been moved or renamed."),
                _ => ("was not given out", "Try again later, or download the file yourself and drop it here."),
            };
            say(format!("The file at {address} {why} (the host answered {status})."), next)
        }
        RemoteProblem::PageAboutFile { service } => say(
            format!("{service} shows a page about the file and does not let other pages read the file itself."),
            "Download the file yourself and drop it here. To share it by a link, put it on GitHub or beside the lab.",
        ),
        RemoteProblem::GithubPage => say(
            "This is a page of GitHub's, not a file.",
            "Open the .db file on GitHub and copy the address of that page.",
        ),
        RemoteProblem::NotEncrypted => say(
            "The lab fetches files only from addresses that start with https://.",
            "Try the address with https://, or download the file yourself and drop it here.",
        ),
    }
}
