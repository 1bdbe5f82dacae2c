//! argon2id in reusable memory.

use anyhow::{Context, Result};
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::try_generate_salt;
use argon2::{Algorithm, Argon2, Block, Params, Version};

/// The memory of one computation: 19 MiB of a larger reservation.
pub struct Memory(Vec<Block>);

/// The size of the reservation. The allocator of glibc takes at least 32 MiB from the operating system and returns them
/// when they are freed; it keeps smaller pieces for later. Only what is used becomes resident.
const RESERVED: usize = (32 << 20) + (1 << 20);

impl Memory {
    /// Reserves memory.
    pub fn new() -> Self {
        Self(Vec::with_capacity(RESERVED / Block::SIZE))
    }

    fn blocks(&mut self, count: usize) -> &mut [Block] {
        if self.0.len() < count {
            self.0.resize(count, Block::new());
        }
        &mut self.0[..count]
    }

    /// Hashes a password with a random salt.
    pub fn hash(&mut self, password: &str) -> Result<String> {
        let (algorithm, version, params) = (Algorithm::default(), Version::default(), Params::default());
        let salt = Salt::new(&try_generate_salt().context("Could not generate a salt")?)?;
        let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
        let argon2 = Argon2::new(algorithm, version, params.clone());
        let blocks = self.blocks(params.block_count());
        argon2.hash_password_into_with_memory(password.as_bytes(), &salt, &mut output, blocks)?;
        let hash = PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: ParamsString::try_from(&params)?,
            salt: Some(salt),
            hash: Some(Output::new(&output)?),
        };
        Ok(hash.to_string())
    }

    /// Returns whether a password matches a hash. Nothing matches a damaged hash.
    pub fn verify(&mut self, password: &str, hash: &str) -> bool {
        let computed = self.compute(password, hash);
        // The comparison takes constant time.
        computed.is_some_and(|(computed, expected)| computed == expected)
    }

    /// Returns the output for a password with the salt and the parameters of a hash, and that of the hash.
    fn compute(&mut self, password: &str, hash: &str) -> Option<(Output, Output)> {
        let hash = PasswordHash::new(hash).ok()?;
        let (salt, expected) = (hash.salt?, hash.hash?);
        let algorithm = Algorithm::try_from(hash.algorithm.as_str()).ok()?;
        let version = hash.version.map_or(Ok(Version::default()), Version::try_from).ok()?;
        let params = Params::try_from(&hash).ok()?;
        let mut output = [0; Output::MAX_LENGTH];
        let output = output.get_mut(..expected.len())?;
        let blocks = self.blocks(params.block_count());
        let argon2 = Argon2::new(algorithm, version, params);
        argon2.hash_password_into_with_memory(password.as_bytes(), &salt, output, blocks).ok()?;
        Some((Output::new(output).ok()?, expected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verifies_only_the_right_password() {
        let mut memory = Memory::new();
        let known = memory.hash("correct horse").unwrap();
        assert!(known.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{known}");
        assert_ne!(known, memory.hash("correct horse").unwrap(), "the salt is random");
        assert!(memory.verify("correct horse", &known), "the memory is used again");
        assert!(!memory.verify("wrong horse", &known));
        for broken in ["", "broken", "$argon2id$v=19$m=19456,t=2,p=1", "$argon2id$v=99$m=8,t=1,p=1$AAAAAAAAAAA$AAAA"] {
            assert!(!memory.verify("", broken), "{broken}");
        }
        // Stored by version 0.1.0.
        let earlier = "$argon2id$v=19$m=19456,t=2,p=1$KU1dtlfnpLsqqbasCBgddA\
                       $RbjnZcQdGrEhkXWXj67VPXwygY50LWVS3YZFxx+Qve4";
        assert!(memory.verify("a good password", earlier));
        // With other parameters.
        let larger = Params::new(20_000, 1, 1, Some(16)).unwrap();
        let mut output = [0; 16];
        Argon2::from(&larger).hash_password_into(b"pass", b"saltsalt", &mut output).unwrap();
        let hash = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(19),
            params: ParamsString::try_from(&larger).unwrap(),
            salt: Some(Salt::new(b"saltsalt").unwrap()),
            hash: Some(Output::new(&output).unwrap()),
        };
        assert!(memory.verify("pass", &hash.to_string()) && !memory.verify("fail", &hash.to_string()));
    }

    #[test]
    fn the_reservation_is_taken_from_the_operating_system() {
        assert!(Memory::new().0.capacity() * Block::SIZE >= 32 << 20);
    }
}
