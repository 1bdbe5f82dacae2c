//! The program that the page starts.

fn main() {
    mci_engagements::start();
}
