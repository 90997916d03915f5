//! What cells mean, and what they are refused for.

mod codes;
mod days;
mod figures;
