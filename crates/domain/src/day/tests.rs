use super::*;
use proptest::prelude::*;

#[test]
fn days_that_do_not_exist_are_refused() {
    for text in
        ["2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "2026-1-1", "", "20261122", "２026-11-2", "2026-11-2a"]
    {
        assert_eq!(text.parse::<Day>(), Err(ParseDayError), "{text}");
    }
    assert_eq!("2028-02-29".parse(), Ok(Day::new(2028, 2, 29).unwrap()));
    assert_eq!(ParseDayError.to_string(), "not a day of the calendar, written like 2026-11-22");
    let number = serde_json::from_str::<Day>("20261122").unwrap_err().to_string();
    assert!(number.contains("expected a day written like 2026-11-22"), "{number}");
}

#[test]
fn the_ends_of_the_calendar_are_what_they_say() {
    assert_eq!(Day::MIN.to_string(), "0001-01-01");
    assert_eq!(Day::MAX.to_string(), "9999-12-31");
    assert_eq!(Day::MAX.plus(i32::MAX), Day::MAX);
    assert_eq!(Day::MIN.plus(i32::MIN), Day::MIN);
    assert_eq!(Day::from_epoch(0).to_string(), "1970-01-01");
    assert_eq!("1970-01-03".parse::<Day>().unwrap().epoch(), 2);
    assert_eq!("1969-12-30".parse::<Day>().unwrap().epoch(), -2);
}

#[test]
fn business_days_skip_weekends() {
    let friday = Day::new(2026, 11, 20).unwrap();
    assert_eq!(friday.plus_business_days(1).to_string(), "2026-11-23");
    assert_eq!(friday.plus_business_days(5).to_string(), "2026-11-27");
    assert_eq!(friday.plus(1).plus_business_days(1).to_string(), "2026-11-23");
    assert_eq!(Day::MAX.plus_business_days(9), Day::MAX);
}

proptest! {
    #[test]
    fn written_and_read_is_the_same_day(epoch in Day::MIN.0..=Day::MAX.0) {
        let day = Day::from_epoch(epoch);
        prop_assert_eq!(day.to_string().parse(), Ok(day));
        let (year, month, date) = day.parts();
        prop_assert_eq!(Day::new(year, month, date), Some(day));
    }
}
