//! The lists of a dataset, one value for each kind of resource.

/// A kind of resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResourceKind {
    Area,
    Role,
    Market,
    Credential,
    Criteria,
    Location,
    Engagement,
    Customer,
    Claim,
    CustomerVerdict,
}

impl ResourceKind {
    /// Returns the name of the kind in the database and in events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Role => "role",
            Self::Market => "market",
            Self::Credential => "credential",
            Self::Criteria => "criteria",
            Self::Location => "location",
            Self::Engagement => "engagement",
            Self::Customer => "customer",
            Self::Claim => "claim",
            Self::CustomerVerdict => "customerVerdict",
        }
    }
}

/// One value for each kind. A new kind does not compile until every use has a value for it.
#[derive(Debug, Default)]
pub struct Lists<T> {
    pub areas: T,
    pub roles: T,
    pub markets: T,
    pub credentials: T,
    pub criteria: T,
    pub locations: T,
    pub engagements: T,
    pub customers: T,
    pub claims: T,
    pub customer_verdicts: T,
}

impl<T> Lists<T> {
    /// Returns the value of a kind.
    pub const fn get(&self, kind: ResourceKind) -> &T {
        match kind {
            ResourceKind::Area => &self.areas,
            ResourceKind::Role => &self.roles,
            ResourceKind::Market => &self.markets,
            ResourceKind::Credential => &self.credentials,
            ResourceKind::Criteria => &self.criteria,
            ResourceKind::Location => &self.locations,
            ResourceKind::Engagement => &self.engagements,
            ResourceKind::Customer => &self.customers,
            ResourceKind::Claim => &self.claims,
            ResourceKind::CustomerVerdict => &self.customer_verdicts,
        }
    }

    /// Borrows each value.
    pub const fn as_ref(&self) -> Lists<&T> {
        Lists {
            areas: &self.areas,
            roles: &self.roles,
            markets: &self.markets,
            credentials: &self.credentials,
            criteria: &self.criteria,
            locations: &self.locations,
            engagements: &self.engagements,
            customers: &self.customers,
            claims: &self.claims,
            customer_verdicts: &self.customer_verdicts,
        }
    }

    /// Returns each kind with its value, in the order of a dataset file.
    pub fn into_pairs(self) -> [(ResourceKind, T); 10] {
        let Self {
            areas,
            roles,
            markets,
            credentials,
            criteria,
            locations,
            engagements,
            customers,
            claims,
            customer_verdicts,
        } = self;
        [
            (ResourceKind::Area, areas),
            (ResourceKind::Role, roles),
            (ResourceKind::Market, markets),
            (ResourceKind::Credential, credentials),
            (ResourceKind::Criteria, criteria),
            (ResourceKind::Location, locations),
            (ResourceKind::Engagement, engagements),
            (ResourceKind::Customer, customers),
            (ResourceKind::Claim, claims),
            (ResourceKind::CustomerVerdict, customer_verdicts),
        ]
    }

    /// Converts each value, or stops at the first error.
    pub fn try_map<U, E>(self, mut convert: impl FnMut(ResourceKind, T) -> Result<U, E>) -> Result<Lists<U>, E> {
        Ok(Lists {
            areas: convert(ResourceKind::Area, self.areas)?,
            roles: convert(ResourceKind::Role, self.roles)?,
            markets: convert(ResourceKind::Market, self.markets)?,
            credentials: convert(ResourceKind::Credential, self.credentials)?,
            criteria: convert(ResourceKind::Criteria, self.criteria)?,
            locations: convert(ResourceKind::Location, self.locations)?,
            engagements: convert(ResourceKind::Engagement, self.engagements)?,
            customers: convert(ResourceKind::Customer, self.customers)?,
            claims: convert(ResourceKind::Claim, self.claims)?,
            customer_verdicts: convert(ResourceKind::CustomerVerdict, self.customer_verdicts)?,
        })
    }

    /// Converts each value.
    pub fn map<U>(self, mut convert: impl FnMut(T) -> U) -> Lists<U> {
        let converted: Result<_, std::convert::Infallible> = self.try_map(|_, list| Ok(convert(list)));
        converted.unwrap_or_else(|never| match never {})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_own_value() {
        let kinds = Lists::<()>::default().try_map(|kind, ()| Ok::<_, ()>(kind)).unwrap();
        for (kind, value) in kinds.as_ref().into_pairs() {
            assert_eq!((*value, *kinds.get(kind)), (kind, kind));
        }
    }
}
