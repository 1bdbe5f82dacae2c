//! Random walks of several tabs of one browser and a backend: whatever happens, nothing of a former person stays, and
//! once the network is back every tab shows what the backend has.

mod world;

use proptest::prelude::*;
use world::{Step, World};

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(any::<(u8, u8, u8)>().prop_map(|(what, tab, which)| Step { what, tab, which }), 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tabs_show_what_the_backend_has_once_the_network_is_back(steps in steps(), has_locks: bool) {
        let mut world = World::new(3, has_locks);
        for step in steps {
            world.step(step);
        }
        world.wake();
        world.recover();
    }

    /// Nobody looks at the page, and the browser does not report a network: waits are enough.
    #[test]
    fn tabs_recover_by_themselves(steps in steps()) {
        let mut world = World::new(3, true);
        let is_reported = |step: &Step| step.what % 21 != 5;
        for step in steps.into_iter().filter(is_reported) {
            world.step(step);
        }
        world.recover();
    }
}
