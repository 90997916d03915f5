//! What can be wrong with the terms of an ESF project.

/// What is wrong with a part of an ESF project's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EsfSlip {
    /// An amount, a price or a number of hours that has to be more than nothing.
    NotPositive,
    /// An amount that cannot be below nothing.
    Negative,
    /// A rate that is not above 0 % and at most 100 %.
    RateOutside,
    /// A time that does not lie in the project's period.
    OutsideProject,
    /// A time that does not lie in one quarter.
    SpansQuarters,
    /// It stands there twice.
    Twice,
    /// No base of cost at all.
    NoBase,
    /// No base of that name, to take a part of.
    BaseUnknown,
    /// A base without cost of staff: a flat rate or a lump sum.
    BaseWithoutStaff,
    /// One account in two parts.
    OneAccount,
    /// The project's own vouchers would be marked with what is not the project's.
    NotOfProject,
    /// What the project's own vouchers book would count as eligible cost.
    CountsAsCost,
}
